"""Where the surname ends in a Japanese name without a space. A guess for short labels, never stored as a fact.

Most surnames have two characters; the tables hold those that have one, three or four.
"""

_ONE = frozenset("林森原関堀辻岡谷星泉滝瀧秦柳菅岸桂榊梶杉畑牧湊角東南王李張劉陳朴崔鄭姜趙呉曹楊徐孫馬朱胡郭何黄許曾金")
_LONG_TEXT = """
長谷川 佐々木 五十嵐 久保田 大久保 小野寺 小笠原 宇佐美 日比野 長谷部 佐久間 五十川 阿久津 久保寺 宇都宮 大河原
小早川 伊集院 東海林 一ノ瀬 二階堂 三田村 八重樫 九十九 曽我部 曽根崎 波多野 西園寺 御手洗 海老原 海老名 加賀美
加賀谷 喜多村 小田切 小田島 小野田 佐々岡 竹ノ内 竹之内 田ノ上 田之上 多々良 野々村 野々山 羽田野 日下部 美濃部
八木沢 八木橋 山ノ内 山之内 矢田部 与那嶺 和久井 大日向 大和田 小山田 小山内 小松崎 小宮山 安孫子 我孫子 市ノ瀬
井ノ上 江戸川 大木戸 北大路 綾小路 小比類巻 勅使河原 武者小路 長曽我部 長宗我部 勅使川原 万里小路 久留米 佐久良
宇田川 宇野沢 喜屋武 具志堅 仲宗根 知念 我那覇 長谷場 五島列 瀬戸内 瀬戸口 竹ケ原 三ツ井 四ツ谷 五百川 六車 七五三
百目鬼 千々石 万代
"""
_LONG = frozenset(_LONG_TEXT.split())
_TWO_BEGINNING_LIKE_ONE_TEXT = """
森田 森本 森下 森山 森川 森岡 森口 森井 森永 森谷 森村 森崎 森内 森野 森脇 林田 林原 林崎 原田 原口 原島 原山 東山
東野 東田 東谷 東原 南野 南川 南雲 南条 関口 関根 関谷 関本 関川 堀内 堀江 堀川 堀田 堀口 堀越 堀米 辻本 辻井 辻村
岡田 岡本 岡村 岡崎 岡野 岡部 岡山 岡島 岡安 岡林 岡見 谷口 谷川 谷本 谷村 谷山 谷崎 谷岡 星野 星川 星島 泉田 泉谷
滝沢 滝川 滝本 滝口 滝田 瀧本 瀧川 秦野 柳田 柳沢 柳原 柳川 柳本 柳瀬 柳下 菅原 菅野 菅谷 菅沼 菅井 岸本 岸田 岸川
岸野 桂木 桂川 桂田 榊原 梶原 梶田 梶山 梶川 梶谷 杉山 杉本 杉田 杉浦 杉原 杉村 杉野 杉江 杉崎 杉谷 畑中 畑山 畑田
牧野 牧田 牧原 牧村 湊谷 角田 角谷 金子 金井 金田 金沢 金城 金山 金谷 金丸 王子 馬場 馬渕 馬越 呉屋 朱雀 楊井 孫田
何森 黄瀬 張本 曾根 曾我 胡桃
"""
_TWO_BEGINNING_LIKE_ONE = frozenset(_TWO_BEGINNING_LIKE_ONE_TEXT.split())
_GIVEN_OF_THREE = (
    "太郎",
    "一郎",
    "次郎",
    "二郎",
    "三郎",
    "四郎",
    "五郎",
    "士郎",
    "史郎",
    "之助",
    "之介",
    "乃介",
    "太朗",
    "一朗",
    "左衛門",
)


def surname_length(name: str) -> int:
    """How many characters of a Japanese name written without a space are its surname, as far as can be guessed."""
    for length in (4, 3):
        if name[:length] in _LONG and len(name) > length:
            return length
    if len(name) <= 2:
        return len(name)
    if (
        name[0] in _ONE
        and name[:2] not in _TWO_BEGINNING_LIKE_ONE
        and (len(name) == 3 or name.endswith(_GIVEN_OF_THREE))
    ):
        return 1
    return 2
