"""Forms of kanji that write the same name: a table of data, for search keys only.

Each group is the usual form, then the forms that are found under it. 斉 and 斎, 島 and 嶋, 富 and 冨 belong to
different families: the table finds candidates, it never says that two people are one. Edit the groups, then raise the
version. Compatibility ideographs are not listed: NFKC maps them before this table is asked.
"""

from collections.abc import Mapping
from types import MappingProxyType

TABLE_VERSION = "1"

_GROUPS = """
高髙 崎﨑嵜碕 辺邊邉 斎齋齊斉斋 浜濵濱滨 柳栁桺 徳德 瀬瀨 桑桒 黒黑 吉𠮷 沢澤泽 広廣广 国國囯 真眞
桜櫻 恵惠 竜龍 島嶋嶌㠀 富冨 館舘 曽曾 条條 弥彌 渕淵渊 槙槇 尭堯 亜亞 悪惡 圧壓 囲圍 医醫 為爲
壱壹 隠隱 栄榮 営營 衛衞 駅驛 円圓 塩鹽 縁緣 艶艷 応應 欧歐 殴毆 奥奧 横橫 温溫 穏穩 仮假 価價
画畫 会會 懐懷 絵繪 壊壞 拡擴 覚覺 学學斈 岳嶽 楽樂 渇渴 巻卷 陥陷 寛寬 勧勸 関關 歓歡 観觀 気氣
帰歸 偽僞 戯戲 犠犧 旧舊 拠據 挙擧 虚虛 峡峽 挟挾 狭狹 郷鄕 暁曉 区區 駆驅駈 勲勳 薫薰 群羣 径徑
茎莖 掲揭 渓溪 経經 蛍螢 軽輕 継繼 鶏鷄雞 芸藝 撃擊 県縣 倹儉 剣劍劔釼剱劒 険險 圏圈 検檢 献獻 顕顯
験驗 権權 厳嚴 戸戶户 呉吳 効效 恒恆 黄黃 鉱鑛礦 号號 済濟 砕碎 剤劑 雑雜 参參 桟棧 蚕蠶 惨慘 賛贊
残殘 糸絲 歯齒 児兒 辞辭 湿濕 実實 写寫 釈釋 寿壽夀 収收 従從 渋澁 獣獸 縦縱 粛肅 処處 緒緖 叙敍
将將 渉涉 焼燒 証證 奨奬 乗乘 浄淨 剰剩 畳疊 縄繩 壌壤 嬢孃 譲讓 醸釀 触觸 嘱囑 寝寢 慎愼 晋晉
尽盡 図圖 粋粹 酔醉 穂穗 随隨 髄髓 枢樞 数數 声聲 静靜 窃竊 摂攝 専專 浅淺 戦戰 践踐 銭錢 潜潛
繊纖 禅禪 双雙 壮壯 争爭 荘莊 捜搜 挿插 巣巢 装裝 総總 騒騷 増增 蔵藏 臓臟 即卽 属屬 続續 堕墮
対對 体體 帯帶 滞滯 台臺 滝瀧 択擇 担擔 単單 胆膽 団團 断斷 弾彈 遅遲 痴癡 虫蟲 昼晝 鋳鑄 庁廳
徴徵 聴聽 勅敕 鎮鎭 逓遞 鉄鐵鉃銕 転轉 点點 伝傳 灯燈 当當 党黨 盗盜 稲稻 闘鬭 独獨 読讀 届屆 弐貳
悩惱 脳腦 覇霸 拝拜 廃廢 売賣 麦麥 発發 髪髮 抜拔 晩晚 蛮蠻 秘祕 瓶甁 仏佛 払拂 併倂 並竝 餅餠
変變 弁辨瓣辯 歩步 宝寳寶 豊豐 褒襃 翻飜 毎每 万萬 満滿 麺麵 黙默 野埜 訳譯 薬藥 与與 予豫 余餘
誉譽 揺搖 様樣 謡謠 来來 頼賴 乱亂 覧覽 両兩 猟獵 緑綠 涙淚 塁壘 礼禮 励勵 戻戾 霊靈 齢齡 暦曆
歴歷 恋戀 錬鍊 炉爐 労勞 郎郞 楼樓 録錄 湾灣 鴬鶯 鴎鷗 桧檜 桝枡 兎兔莵 舟舩 峰峯 峨峩 松枩 梅楳
秋秌穐 杉𣏌 橋𣘺槗 薮藪籔 籠篭 仙僊 侠俠 倶俱 凜凛 勇勈 喜㐂憙 土圡𡈽 姫姬 宮宫 寅𡨚 尚尙 巌巖 嵯嵳
彦彥 悦悅 教敎 晃晄 暢𣈱 村邨 栃杤 概槪 歳歲 毘毗 淀澱 清淸 煕熙熈凞 猪豬 瑶瑤 産產 町甼 留畄畱
皐皋臯 礒磯 祇祗 祢禰 穣穰 窓窗 竈竃 耕畊 聡聰聦 脇脅 芦蘆 薗園 蝉蟬 蝋蠟 説說 諌諫 賎賤 跡迹 遥遙
閲閱 間閒 陳陣 靭靱 青靑 頴穎 顔顏 飲飮 騨驒 鯵鰺 鶴靏靍 亀龜 龕龛 凉涼 函凾 刃刄 氷冰 鉤鈎 焔焰
況况 欅﨔 返﨤
"""

VARIANTS: Mapping[str, str] = MappingProxyType(
    {variant: group[0] for group in _GROUPS.split() for variant in group[1:]},
)
"""A variant form → the usual form. No usual form is itself a variant of another."""

FOLDED_KANJI = str.maketrans(dict(VARIANTS))
"""For `str.translate`: every known variant form → its usual form."""
