"""Invented people: family and given names with their readings, drawn without repeating a pair."""

import random
from collections.abc import Iterator
from dataclasses import dataclass

_FAMILY = """
髙嶋 タカシマ Takashima|戸田 トダ Toda|押切 オシキリ Oshikiri|近江 オウミ Omi|土屋 ツチヤ Tsuchiya
相馬 ソウマ Soma|樋渡 ヒワタシ Hiwatashi|蓮見 ハスミ Hasumi|乾 イヌイ Inui|保科 ホシナ Hoshina
野々村 ノノムラ Nonomura|柚木 ユズキ Yuzuki|能登 ノト Noto|八重樫 ヤエガシ Yaegashi|香取 カトリ Katori
真壁 マカベ Makabe|鳥羽 トバ Toba|浅葉 アサバ Asaba|早乙女 サオトメ Saotome|水上 ミナカミ Minakami
石動 イスルギ Isurugi|小鹿 オジカ Ojika|鷲尾 ワシオ Washio|瀬能 セノウ Seno|梶原 カジワラ Kajiwara
城戸 キド Kido|矢﨑 ヤザキ Yazaki|𠮷永 ヨシナガ Yoshinaga|渡邉 ワタナベ Watanabe|齋木 サイキ Saiki
葛󠄀城 カツラギ Katsuragi|桐生 キリュウ Kiryu|千種 チグサ Chigusa|穂積 ホヅミ Hozumi|遠山 トオヤマ Toyama
日下部 クサカベ Kusakabe|四方田 ヨモダ Yomoda|三枝 サエグサ Saegusa|五十嵐 イガラシ Igarashi|七尾 ナナオ Nanao
宮前 ミヤマエ Miyamae|久世 クゼ Kuze|深見 フカミ Fukami|荒木田 アラキダ Arakida|雨宮 アメミヤ Amemiya
磯貝 イソガイ Isogai|岩渕 イワブチ Iwabuchi|潮見 シオミ Shiomi|大槻 オオツキ Otsuki|織部 オリベ Oribe
柏木 カシワギ Kashiwagi|上条 カミジョウ Kamijo|喜多 キタ Kita|草薙 クサナギ Kusanagi
小早川 コバヤカワ Kobayakawa|榊 サカキ Sakaki|鮫島 サメジマ Samejima|志摩 シマ Shima|白鳥 シラトリ Shiratori
菅沼 スガヌマ Suganuma|関口 セキグチ Sekiguchi|曽我 ソガ Soga|滝沢 タキザワ Takizawa|橘 タチバナ Tachibana
玉置 タマキ Tamaki|茅野 チノ Chino|筒井 ツツイ Tsutsui|寺門 テラカド Terakado|堂本 ドウモト Domoto
直江 ナオエ Naoe|仁科 ニシナ Nishina|沼田 ヌマタ Numata|根岸 ネギシ Negishi|野口 ノグチ Noguchi
萩原 ハギワラ Hagiwara|氷室 ヒムロ Himuro|藤堂 トウドウ Todo|辺見 ヘンミ Henmi
"""

_GIVEN = """
慎二 シンジ Shinji|恵美 エミ Emi|徹 トオル Toru|直人 ナオト Naoto|慶 ケイ Kei|美緒 ミオ Mio|千尋 チヒロ Chihiro
香織 カオリ Kaori|亘 ワタル Wataru|雅人 マサト Masato|遥 ハルカ Haruka|拓 タク Taku|瞬 シュン Shun
沙織 サオリ Saori|潤 ジュン Jun|剛志 ツヨシ Tsuyoshi|優 ユウ Yu|修 オサム Osamu|理沙 リサ Risa|仁 ジン Jin
玲 レイ Rei|晋 ススム Susumu|和真 カズマ Kazuma|咲 サキ Saki|洋平 ヨウヘイ Yohei|健太郎 ケンタロウ Kentaro
由紀 ユキ Yuki|隆 タカシ Takashi|博之 ヒロユキ Hiroyuki|真理子 マリコ Mariko|浩一 コウイチ Koichi|奈々 ナナ Nana
康平 コウヘイ Kohei|誠 マコト Makoto|文香 フミカ Fumika|大輔 ダイスケ Daisuke|彩 アヤ Aya|英樹 ヒデキ Hideki
陽子 ヨウコ Yoko|翔太 ショウタ Shota|瑞穂 ミズホ Mizuho|光 ヒカル Hikaru|智美 トモミ Tomomi|克己 カツミ Katsumi
詩織 シオリ Shiori
"""

_ENGLISH_FAMILY = """
Abernathy Ashdown Bellweather Birkett Brannock Calloway Castellan Corrigan Dunmore Eastlake Fairbourne Fenwick
Garroway Hallam Harcastle Inverness Jessop Kerrigan Kingsmere Langtry Larkspur Lindqvist Marchbanks Merriweather
Moreau Nightingale Okonjo Osei Pemberly Penhallow Quillfeather Ravenscroft Redfern Rosenthal Rutherglen Sandoval
Sinclair Stavros Tamsin Thackery Thornbury Underhay Vandermeer Vasquez Wetherby Whitcombe Winterbourne Wolstone
Yarborough Zielinski Szymańska O'Dowd D'Arcy García
"""

_ENGLISH_GIVEN = """
Alice Amara Anneke Arthur Beatrix Callum Carmen Cedric Chloe Daniel Deirdre Edmund Elena Farah Felix Fiona
Gareth Grace Hamish Helena Imogen Isaac Jasmine Jonas Karin Leila Leopold Lucia Magnus Maren Nadia Niall Olive
Oscar Petra Priya Quentin Rafael Rosalind Rupert Saskia Stefan Tabitha Tobias Ursula Victor Wilhelmina Xavier
Yasmin Zoë
"""


@dataclass(frozen=True, slots=True)
class Named:
    name: str
    kana: str
    romaji: str


def _triples(text: str) -> list[tuple[str, str, str]]:
    parts = (entry.split() for line in text.strip().splitlines() for entry in line.split("|"))
    return [(kanji, kana, romaji) for kanji, kana, romaji in parts]


def japanese(rng: random.Random, taken: set[str]) -> Iterator[Named]:
    """People with Japanese names, none of them in `taken`; the order is that of the seed."""
    families, givens = _triples(_FAMILY), _triples(_GIVEN)
    while True:
        (fk, fr, fl), (gk, gr, gl) = rng.choice(families), rng.choice(givens)
        name = f"{fk} {gk}"
        if name not in taken:
            taken.add(name)
            yield Named(name, f"{fr} {gr}", f"{gl} {fl}")


def english(rng: random.Random, taken: set[str]) -> Iterator[Named]:
    """People with names as a European company of many nations has them."""
    families, givens = _ENGLISH_FAMILY.split(), _ENGLISH_GIVEN.split()
    while True:
        name = f"{rng.choice(givens)} {rng.choice(families)}"
        if name not in taken:
            taken.add(name)
            yield Named(name, "", "")
