"""What a label outside the table of a document means: `P.O. NO.`, `唛头`, `Port of loading`."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from gendan.files.document_headings import key

LABELS: Mapping[str, Sequence[str]] = {
    "order": ("order", "order no", "order nos", "order number", "order id", "po no", "po nos", "po", "po number",
              "p.o nº", "p.o n°", "customer po", "customer po no", "your order", "your order no", "contract no",
              "contract nos", "contract number", "contract", "s/c no", "sc no", "sales contract no", "po nb",
              "so number", "pi no", "po#", "purchase order", "purchase order no", "buyers order no",
              "订单号", "订单编号", "客户订单号", "合同号", "合同编号", "销售订单编号", "合约号", "订单号码",
              "合同号码", "订单"),
    "invoice_no": ("invoice no", "inv no", "invoice number", "invoice nos", "invoice #", "commercial invoice no",
                   "ci no", "no of invoice", "发票号", "发票号码", "发票编号", "发票号数"),
    "date": ("date", "invoice date", "packing list date", "date of issue", "issue date", "inv date", "dated",
             "日期", "发票日期", "开票日期", "制单日期", "出票日期"),
    "buyer": ("buyer", "buyers", "messrs", "to messrs", "sold to", "bill to", "customer", "the buyer", "invoice to",
              "for account of", "for account and risk of messrs", "applicant", "account of", "ship to",
              "customer name", "client", "客户", "客户名称", "买方", "抬头", "购货单位", "致"),
    "to?": ("to", "至", "到"),
    "from?": ("from", "自", "由", "从"),
    "consignee": ("consignee", "consigned to", "收货人"),
    "notify": ("notify", "notify party", "notify address", "also notify", "通知人", "通知方", "被通知人"),
    "currency": ("currency", "cur", "币种", "货币", "币别"),
    "incoterm": ("incoterm", "incoterms", "price term", "price terms", "delivery term", "delivery terms",
                 "trade term", "trade terms", "terms of delivery", "term of delivery", "terms of price",
                 "shipping terms", "terms of trade", "delivery condition", "price condition",
                 "价格条款", "贸易术语", "成交方式", "价格术语", "贸易条款", "交货条款", "交货方式"),
    "place": ("named place", "place of delivery", "place", "指定地点", "交货地点"),
    "payment": ("payment", "payment term", "payment terms", "terms of payment", "term of payment", "pay terms",
                "payment condition", "payment conditions", "付款方式", "付款条件", "结算方式", "支付方式",
                "付款条款", "收款方式", "结汇方式"),
    "pol": ("pol", "port of loading", "loading port", "port of shipment", "port of departure", "shipped from",
            "shipment from", "airport of departure", "departure port", "loading", "port of lading",
            "装运港", "装运港口", "起运港", "装货港", "启运港", "起运地", "装船港", "装运口岸"),
    "pod": ("pod", "port of discharge", "destination", "port of destination", "discharge port", "destination port",
            "final destination", "place of destination", "airport of destination", "unloading port",
            "discharging port", "目的港", "目的港口", "卸货港", "目的地", "运抵港"),
    "marks": ("marks", "marks & nos", "marks and nos", "mark & n°", "mark & no", "marks & numbers",
              "marks and numbers", "shipping marks", "shipping mark", "mark", "marks no", "case mark",
              "marks & no", "mark no", "marks nos", "main mark", "shipping marks & nos", "ctn mark",
              "carton mark", "carton marks", "shipping mark & nos", "唛头", "唛头及件号", "正唛",
              "标记唛码", "唛头标记", "运输标志", "唛码"),
    "freight?": ("freight", "add freight", "plus freight", "运费", "海运费", "ocean freight", "freight charges", "freight charge", "sea freight",
                 "freight term", "freight terms", "运费条款", "运费支付方式"),
    "container": ("container no", "container nos", "container", "container number", "cntr no", "ctnr no", "cont no",
                  "集装箱号", "柜号", "货柜号", "箱封号", "集装箱"),
    "container/seal": ("container/seal no", "container no/seal no", "container & seal no", "cntr/seal no",
                       "container/seal", "柜号/封号", "箱号/封号", "集装箱号/封号"),
    "container_type": ("container type", "container size", "size of container", "type of container",
                       "container size/type", "箱型", "柜型", "箱型箱量", "集装箱型号", "箱量", "箱型/箱量"),
    "seal": ("seal no", "seal", "seal number", "封号", "铅封号", "封条号"),
    "vgm": ("vgm", "verified gross mass", "vgm weight"),
    "tare": ("tare", "tare weight", "皮重", "箱重", "柜重"),
    "etd": ("etd", "sailing date", "on board date", "date of shipment", "shipment date", "departure date",
            "sailing on or about", "on or about", "shipped on board", "开航日", "船期", "开船日期", "预计开航日",
            "预计离港", "装运日期", "离港日期", "开船日", "开航日期", "开航时间", "开船时间", "离港日", "离港时间", "装船日",
            "装船日期", "预计开船日", "预计开船日期", "预计开航日期", "预计离港日", "预计离港日期", "预计船期",
            "预计开船时间", "预计装运日期", "etd date", "est sailing date", "estimated sailing date",
            "expected sailing date", "date of sailing", "date of departure", "estimated time of departure",
            "estimated date of departure", "estimated departure", "sailing on/about", "sailing on or abt",
            "slg on or about", "slg date"),
    "vessel": ("vessel", "vessel/voyage", "ocean vessel", "vessel name", "per ss", "shipped per", "vessel & voyage",
               "vessel/voy", "vessel voyage", "vessel and voyage", "carrier/vessel", "船名", "船名航次",
               "船名/航次", "航名"),
    "transhipment": ("transhipment", "transshipment", "转运", "转船"),
    "mode": ("mode of transport", "shipped by", "by", "means of transport", "transport mode", "ship via",
             "mode of shipment", "shipment by", "transport", "means of transportation", "shipping method",
             "运输方式", "运输工具", "装运方式"),
    "cartons": ("total cartons", "total ctns", "total carton", "total packages", "total pkgs", "total no of cartons",
                "total number of cartons", "total number of packages", "number of packages", "total ctn",
                "no of packages", "total cases", "no of cartons", "packages", "packages total", "cartons total",
                "total package", "total number of carton", "总箱数", "合计箱数", "总件数", "箱数合计", "箱数"),
    "quantity": ("total quantity", "total qty", "total pcs", "total pieces", "quantity total", "ttl qty",
                 "总数量", "合计数量", "数量合计", "总数"),
    "gross": ("total gw", "total gross weight", "gross weight", "total gross", "total gwt", "gw", "ttl gw",
              "total gross wt", "gross weight total", "总毛重", "毛重", "合计毛重", "毛重合计"),
    "net": ("total nw", "total net weight", "net weight", "total net", "nw", "total nett weight", "ttl nw",
            "total net wt", "net weight total", "总净重", "净重", "合计净重", "净重合计"),
    "volume": ("total cbm", "total volume", "total measurement", "total meas", "measurement", "cbm", "ttl cbm",
               "volume", "meas", "total measurements", "总体积", "体积", "合计体积", "总尺码", "总立方数",
               "体积合计"),
    "amount": ("total amount", "invoice total", "total invoice value", "total value", "grand total amount",
               "total invoice amount", "invoice amount", "amount due", "invoice value", "total usd",
               "总金额", "总价值", "合计金额", "发票金额", "总价", "发票总额"),
    "amount_words": ("say", "say total", "amount in words", "total in words", "say us dollars", "say u.s. dollars",
                     "in words", "大写", "金额大写", "大写金额", "合计大写"),
    "charges": ("insurance", "add insurance", "plus insurance", "insurance premium", "discount", "less", "less discount", "packing charge", "surcharge",
                "handling charge", "handling", "bank charge", "bank charges", "less deposit", "deposit", "other charges",
                "inland freight", "local charges", "courier charge", "mould charge", "tax", "vat", "handling fee",
                "inland charges", "documentation fee", "保险费", "折扣", "附加费", "包装费", "手续费",
                "减", "扣除定金", "其他费用"),
    "bank": ("bank", "bank name", "beneficiarys bank", "beneficiary bank", "a/c no", "account no", "account number",
             "bank account", "swift", "swift code", "a/c", "iban", "account", "bank information", "bank details",
             "bank account no", "usd account", "usd account no", "bank address", "advising bank", "acc no",
             "开户行", "开户银行", "银行", "账号", "银行账号", "帐号", "银行名称"),
    "sample": ("sample", "sample ref", "sample no", "approved sample", "pps", "pps no", "golden sample",
               "sample reference", "sealed sample", "样品编号", "确认样", "封样", "样品号", "产前样"),
    "-": ("tel", "fax", "telephone", "phone", "email", "e-mail", "mail", "add", "address", "attn", "attention",
          "shipper", "seller", "the seller", "exporter", "vendor", "manufacturer", "beneficiary", "beneficiary name",
          "web", "website", "page", "mobile", "mob", "contact", "contact person", "tax id", "vat no", "zip",
          "issued by", "signature", "signed by", "authorized signature", "prepared by", "checked by",
          "电话", "传真", "邮箱", "地址", "联系人", "发货人", "托运人", "卖方", "供应商", "厂商", "网址",
          "制单", "审核", "签字", "制表", "制单人", "审核人", "手机", "公司名称", "l/c no", "信用证号",
          "remark", "remarks", "note", "notes", "备注", "country of origin", "made in", "原产地", "原产国"),
}  # fmt: skip
"""
Labels by term; those with `?` depend on what stands beside them, `-` are understood and left out.
"""

COLUMN_TERMS = ("order", "invoice_no", "buyer", "consignee", "notify", "currency", "incoterm", "place",
                "payment", "pol", "pod", "marks", "container", "container_type", "seal", "etd", "vessel",
                "mode")  # fmt: skip
"""Terms that a column of the table may hold."""

FIGURES = ("quantity", "cartons", "gross", "net", "volume", "amount", "vgm", "tare")
"""Terms whose value is a number."""

TERM_BY_KEY = {key(name): term for term, names in LABELS.items() for name in names}


@lru_cache(maxsize=4096)
def label(text: str) -> str | None:
    """The term that a whole cell names, with or without a colon or a unit behind it; else None."""
    if len(text) > 60:
        return None
    word = key(text)
    if word in TERM_BY_KEY:
        return TERM_BY_KEY[word]
    bare = key(text.split("(")[0].split("（")[0])
    if bare in TERM_BY_KEY and bare:
        return TERM_BY_KEY[bare]
    latin = "".join(char for char in word if char.isascii())
    han = "".join(char for char in word if not char.isascii())
    # `目的港 POD`: two names of one thing; `客户 ACME` is a name and its value.
    return TERM_BY_KEY.get(latin) if han in TERM_BY_KEY else None
