"""Invented companies, people and remarks. Addresses end in .example; phone numbers are of blocks kept for fiction."""

COMPANIES_EN = (
    "Nordlicht Logistics", "Acme Robotics", "Blue Harbour Foods", "Kestrel Aviation", "Tessera Glass",
    "Marlow & Finch", "Helio Grid", "Quarry Lane Steel", "Ostara Health", "Pinewood Print",
    "Silverbrook Dairy", "Cobalt Marine", "Redshank Tools", "Lumen Optics", "Fairweather Travel",
    "Granite Peak Energy", "Violet Street Media", "Orchard Bay Juices", "Stonebridge Insurance",
    "Copperfield Cables", "Willow Creek Furniture", "Arctic Fox Apparel", "Tidewater Shipping",
    "Bramble & Co", "Zenith Bearings", "Hollow Oak Brewery", "Meridian Labs", "Sparrow Mobility",
    "Ironwood Cranes", "Clearwater Pumps", "Falcon Ridge Solar", "Juniper Clinics", "Northgate Retail",
    "Delta Ceramics",
)  # fmt: skip
COMPANIES_ZH = (
    "远山科技", "星河物流", "海棠食品", "青云软件", "盛德机械", "长风能源", "明湖医疗", "金穗农业",
    "恒岳建材", "云杉家居", "东篱教育", "瑞霖环保", "天衡仪器", "白鹭航运", "锦程汽车零部件", "晨曦照明",
    "江南纺织", "鼎盛包装", "蓝鲸数据", "山海电子", "华彩印刷", "春和药业", "正阳重工", "安然保险",
    "万象零售", "青禾乳业", "川流智能", "朗月传媒", "千帆贸易", "松石新材料",
)  # fmt: skip
PEOPLE_EN = (
    "Anna Weber", "Lars Nilsen", "Priya Nair", "Tom Becker", "Sofia Rossi", "Daniel Okafor",
    "Emma Lindqvist", "Marc Dubois", "Grace Hollis", "Peter Novak", "Ines Carvalho", "Oliver Grant",
    "Hannah Schmitt", "Jonas Keller", "Maria Lopez", "Ravi Menon", "Claire Fontaine", "Ben Archer",
    "Julia Hoffmann", "Samuel Reed", "Nora Vance", "Felix Brandt", "Edith Thornton", "Mateo Silva",
    "Katrin Vogel", "Liam Doyle", "Helena Berg", "Yusuf Demir", "Chloe Martin", "Victor Hale",
    "Ingrid Solberg", "Paul Meyer", "Rosa Klein", "Adam Sykes", "Lena Fischer", "Hugo Lambert",
    "Tara Singh", "Erik Dahl", "Monica Reyes", "Simon Wolff", "Beth Carter", "Andre Petit", "Louise Kemp",
    "Nils Hansen", "Carla Mendes", "George Finch", "Vera Lang", "Oscar Lund",
)  # fmt: skip
PEOPLE_ZH = (
    "王芳", "李伟", "张敏", "刘洋", "陈静", "杨帆", "赵磊", "黄丽", "周扬", "吴倩", "徐强", "孙悦", "马超",
    "朱琳", "胡军", "郭静", "何雪", "高峰", "林涛", "罗兰", "郑凯", "梁红", "谢安", "宋佳", "唐宁", "许诺",
    "韩梅", "冯立", "邓群", "曹颖", "彭飞", "曾莉", "肖建国", "田雨", "董洁", "袁野", "潘虹", "蒋文",
    "蔡明", "余晖", "杜鹃", "叶青", "程浩", "苏晴", "魏然",
)  # fmt: skip
TITLES_EN = (
    "Head of Purchasing", "Operations Manager", "CTO", "IT Lead", "Managing Director", "Plant Manager",
    "CFO",
)  # fmt: skip
TITLES_ZH = ("采购总监", "运营经理", "技术总监", "信息化主管", "总经理", "厂长", "财务总监")
CITIES_EN = ("Hamburg", "Berlin", "Munich", "Vienna", "Zurich", "Copenhagen", "Amsterdam", "London")
CITIES_ZH = ("上海", "北京", "深圳", "杭州", "苏州", "成都", "广州", "南京")
DEALS_EN = ("{company} rollout", "{company} pilot", "50 seats for {company}", "{company} renewal", "{company} upgrade")
DEALS_ZH = ("{company}上线项目", "{company}试点", "{company}续约", "{company}扩容", "{company}年度采购")
NOTES_EN = (
    "Good call, they want a demo for the whole team",
    "Sent the quote, waiting for purchasing",
    "Asked about integration with their ERP",
    "Budget approved for this quarter",
    "They compare us with one competitor; price is the issue",
    "Met at their office, friendly, decision next month",
    "Wants a reference customer of the same size",
    "Legal has two questions about the contract",
)
NOTES_ZH = (
    "电话沟通顺利，想给整个团队做演示",
    "报价已发，等采购回复",
    "问了和他们ERP对接的问题",
    "本季度预算已批",
    "在和另一家比价，主要卡在价格",
    "上门拜访，印象不错，下个月定",
    "希望看同规模的客户案例",
    "法务对合同有两个问题",
)
REASONS_EN = ("price", "no budget", "competitor", "no decision", "missing feature")
REASONS_ZH = ("价格太高", "没有预算", "选了竞品", "项目搁置", "功能不满足")
SOURCES = ("web", "referral", "trade fair", "cold call", "partner")
ACTIONS_EN = ("call", "send the quote", "prepare the demo", "ask for the decision", "send the contract")
ACTIONS_ZH = ("打电话", "发报价", "准备演示", "问决定", "发合同")
