"""The words of findings about exports of business-card tools and customer systems: code, Japanese, English."""

from service.domain.importing.findings import Texts

EXPORT_TEXTS: Texts = (
    (
        "other_company",
        ("ほかの会社の行が {n} 行: {names}", "「{account}」の行", "取り込みません"),
        ("{n} rows of other companies: {names}", "rows of {account}", "they are left out"),
    ),
    (
        "other_company.only",
        (
            "会社名はすべて「{name}」",
            "「{account}」",
            "{account}の行とみて取り込みます。別の会社なら適用しないでください",
        ),
        (
            "the only company is {name}",
            "{account}",
            "its rows are taken for {account}; do not apply this if it is another company",
        ),
    ),
    (
        "other_company.none",
        ("「{account}」の行がない。会社は {names}", "「{account}」の行が1行以上", "{n} 行を取り込みません"),
        ("no row of {account}; the companies are {names}", "at least one row of {account}", "{n} rows are left out"),
    ),
    (
        "matched_name.record",
        ("「{name}」は組織図の「{known}」", "同じ人", "同じ人とみて、名前は組織図のままにします"),
        ("{name} is {known} of the chart", "one person", "taken for one person; the name stays as the chart has it"),
    ),
    (
        "older_card",
        ("「{name}」の部署・役職は {on} のもの", "組織図({seen})より新しい情報", "部署と役職は組織図のままにします"),
        (
            "department and title of {name} are of {on}",
            "something newer than the chart ({seen})",
            "department and title stay as they are known",
        ),
    ),
    (
        "seat_held",
        (
            "「{name}」の役職「{title}」は組織図では「{holder}」",
            "同じ役職は一人",
            "隣に別のポストを置きます。後任なら組織図を直してください",
        ),
        (
            "the post {title} of {name} is held by {holder} on the chart",
            "one holder",
            "a post of its own is put beside it; if one followed the other, correct the chart",
        ),
    ),
)
