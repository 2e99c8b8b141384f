"""An invented exporter of kitchen and table ware in Ningbo: its customers, goods and small talk."""

from typing import NamedTuple


class Buyer(NamedTuple):
    """An invented customer; `size` is about what it buys a year, in thousand USD."""

    code: str
    name: str
    country: str
    channel: str
    owner: str
    size: int
    person: str
    role: str


class Goods(NamedTuple):
    """An invented article with its price in USD."""

    sku: str
    description: str
    spec: str
    price: str


BUYERS = (
    Buyer("NORD", "Nordlicht Haushaltswaren GmbH", "DE", "email", "chen", 420, "Frau Petersen", "Buyer"),
    Buyer("BLUEP", "Blue Pelican Homeware Inc.", "US", "email", "chen", 390, "Dana W.", "Sourcing Manager"),
    Buyer("TULIP", "Tulp & Co Keukengerei BV", "NL", "whatsapp", "lin", 310, "Joost", "Owner"),
    Buyer("SAKUR", "桜台所株式会社 Sakura Daidokoro", "JP", "email", "zhao", 280, "Tanabe-san", "Section Chief"),
    Buyer("ANDES", "Andes Hogar SpA", "CL", "whatsapp", "lin", 240, "Rocío", "Buyer"),
    Buyer("MAPLE", "Maple Table Supply Ltd.", "CA", "phone", "chen", 190, "Gord", "Owner"),
    Buyer("OASIS", "Oasis Majlis Trading LLC", "AE", "whatsapp", "zhao", 170, "Mr. Faris", "Director"),
    Buyer("HARBR", "Harbour & Hearth Pty Ltd", "AU", "email", "chen", 150, "Kirra", "Category Manager"),
    Buyer("LAVAN", "Lavande Maison SARL", "FR", "email", "lin", 95, "Mme Aubrac", "Acheteuse"),
    Buyer("OLIVO", "Olivo Casa S.r.l.", "IT", "whatsapp", "lin", 88, "Ginevra", "Buyer"),
    Buyer("FJORD", "Fjordbord AS", "NO", "email", "lin", 80, "Sindre", "Buyer"),
    Buyer("RIYAD", "Riyad Beit Al Tahi Est.", "SA", "whatsapp", "zhao", 76, "Mr. Nawaf", "Owner"),
    Buyer("TERRA", "Terracota Mesa Ltda.", "BR", "whatsapp", "lin", 70, "Thaís", "Compras"),
    Buyer("HIGHL", "Highland Larder Ltd", "GB", "phone", "chen", 66, "Mr. Moncrieff", "Owner"),
    Buyer("CACTA", "Cactácea Cocina S.A. de C.V.", "MX", "whatsapp", "lin", 60, "Xóchitl", "Compras"),
    Buyer("ZLOTA", "Złota Patelnia Sp. z o.o.", "PL", "email", "lin", 54, "Pan Zieliński", "Buyer"),
    Buyer("HANRI", "한리 주방 Hanri Kitchen Co.", "KR", "email", "zhao", 50, "Ms. Seo", "Buyer"),
    Buyer("KIWIT", "Kiwi Tableworks", "NZ", "email", "chen", 46, "Aroha", "Owner"),
    Buyer("SOLYM", "Sol y Mesa S.L.", "ES", "whatsapp", "lin", 42, "Nuria", "Compras"),
    Buyer("ANATO", "Anadolu Sofra Ltd. Şti.", "TR", "whatsapp", "zhao", 38, "Bay Kerem", "Owner"),
    Buyer("PHARO", "Pharos Homeware Co.", "EG", "whatsapp", "zhao", 34, "Mr. Hany", "Import Manager"),
    Buyer("VELDT", "Veld & Vine Trading", "ZA", "email", "chen", 30, "Lindiwe", "Buyer"),
    Buyer("SIAMT", "Siam Table Art Co., Ltd.", "TH", "email", "zhao", 26, "Khun Ploy", "Buyer"),
    Buyer("SKAGE", "Skagen Køkken ApS", "DK", "email", "lin", 24, "Freja", "Buyer"),
    Buyer("CEDAR", "Cedar Lane Gifts LLC", "US", "phone", "chen", 20, "Marlene", "Owner"),
    Buyer("PRAIR", "Prairie Porch Outfitters", "US", "email", "chen", 16, "Wade", "Owner"),
    Buyer("BATIK", "PT Batik Dapur Nusantara", "ID", "whatsapp", "zhao", 15, "Ibu Ratna", "Buyer"),
    Buyer("LOTUS", "Sen Vàng Kitchenware JSC", "VN", "whatsapp", "zhao", 13, "Ms. Thu", "Buyer"),
    Buyer("SPICE", "Spice Court Retail Pvt Ltd", "IN", "whatsapp", "zhao", 12, "Mr. Iyer", "Purchase Head"),
    Buyer("LAGOS", "Lekki Hostess Stores", "NG", "whatsapp", "zhao", 11, "Madam Ngozi", "Owner"),
    Buyer("INCAS", "Mesa del Inca E.I.R.L.", "PE", "whatsapp", "lin", 10, "Milagros", "Owner"),
    Buyer("TESTA", "Testa Dura Ceramiche", "IT", "email", "lin", 9, "Ettore", "Owner"),
    Buyer("COTSW", "Cotswold Crockery Barn", "GB", "email", "chen", 8, "Mrs. Pell", "Owner"),
    Buyer("LYKKE", "Lykke Hem AB", "SE", "email", "lin", 7, "Ebba", "Buyer"),
    Buyer("BAYOU", "Bayou Belle Mercantile", "US", "email", "chen", 6, "Odette", "Owner"),
    Buyer("OUTBK", "Outback Enamel Co.", "AU", "whatsapp", "chen", 5, "Bluey", "Owner"),
    Buyer("ALPEN", "Alpenblick Tischkultur", "AT", "email", "lin", 4, "Herr Gruber", "Owner"),
    Buyer("PETIT", "Petit Pot d'Étain", "BE", "email", "lin", 3, "Maxence", "Owner"),
    Buyer("XGANG", "香港港灣餐具有限公司", "HK", "wechat", "zhao", 2, "梁小姐", "采购"),
    Buyer("FAIRY", "Fairy Ring Ceramics", "IE", "email", "chen", 0, "Aoife", "Owner"),
)  # fmt: skip

GOODS = (
    Goods("MG-350W", "Stoneware mug", "350 ml, white", "1.28"),
    Goods("MG-350B", "Stoneware mug", "350 ml, indigo", "1.32"),
    Goods("PL-27S", "Dinner plate", "27 cm, speckled", "2.15"),
    Goods("BW-16R", "Rice bowl", "16 cm, rice grain", "1.06"),
    Goods("TP-900", "Teapot with infuser", "900 ml", "4.85"),
    Goods("EN-12P", "Enamel plate", "24 cm, blue rim", "1.74"),
    Goods("BB-SET5", "Bamboo utensil set", "5 pieces", "2.60"),
    Goods("GL-300", "Borosilicate glass", "300 ml, double wall", "1.95"),
)

NOTES = (
    "asked for the new price list",
    "谈了秋季新款，对方要样品照片",
    "confirmed the carton marks",
    "happy with the last shipment, wants 5 % more mugs",
    "对方问能否提前一周出货",
    "sent photos of the pre-production sample",
    "discussed the deposit of the next order",
    "wants FSC paper for the gift boxes",
    "客户在展会上看到竞品，要求比价",
    "checked the artwork of the colour box",
    "freight rates are high, they wait two weeks",
    "核对了尾款到账时间",
)

PROMISES = (
    "send the quotation for the indigo mugs",
    "寄出新款碗的样品",
    "call about the Christmas programme",
    "confirm the ETD with the factory",
)

MESSAGES = (
    "where is the booking confirmation?",
    "请发最新报价单",
    "can you ship the teapots together with PO 2?",
)

WAITS = (
    "they check the sample with their lab",
    "等客户确认彩盒稿件",
    "they decide after the board meeting",
)
