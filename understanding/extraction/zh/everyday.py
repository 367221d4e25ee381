"""Everyday words of Chinese business notes: what they explain is no name, and a name is what they leave unexplained."""

from functools import cache

from understanding.extraction.zh import lexicon
from understanding.extraction.zh.firms import FIRMS

# Provinces, cities and countries: where one goes, and what many firms' names begin with.
PLACES = frozenset(
    "中国 大陆 国内 国外 海外 全国 本地 外地 当地 北京 上海 天津 重庆 广州 深圳 杭州 南京 苏州 成都 武汉 西安 长沙 "
    "郑州 青岛 大连 宁波 厦门 福州 "
    "泉州 无锡 常州 南通 徐州 扬州 镇江 泰州 盐城 连云港 合肥 芜湖 济南 烟台 潍坊 威海 淄博 临沂 石家庄 保定 唐山 "
    "太原 沈阳 长春 哈尔滨 昆明 贵阳 南宁 "
    "海口 三亚 兰州 西宁 银川 乌鲁木齐 拉萨 呼和浩特 南昌 赣州 九江 株洲 湘潭 衡阳 岳阳 宜昌 襄阳 荆州 洛阳 开封 "
    "新乡 佛山 东莞 惠州 珠海 中山 江门 "
    "汕头 湛江 温州 嘉兴 湖州 绍兴 金华 义乌 台州 丽水 衢州 舟山 绵阳 德阳 宜宾 泸州 桂林 柳州 大理 丽江 张家港 "
    "昆山 常熟 太仓 江阴 香港 澳门 台湾 台北 "
    "高雄 新竹 台中 台南 浦东 浦西 虹桥 陆家嘴 张江 漕河泾 中关村 望京 国贸 朝阳 海淀 南山 福田 罗湖 宝安 龙岗 天河 "
    "番禺 余杭 滨江 萧山 雄安 "
    "广东 浙江 江苏 山东 河南 河北 湖南 湖北 四川 福建 安徽 江西 辽宁 吉林 黑龙江 陕西 山西 云南 贵州 广西 海南 "
    "甘肃 青海 宁夏 新疆 西藏 内蒙古 内蒙 "
    "华东 华南 华北 华中 西南 西北 东北 长三角 珠三角 大湾区 江浙沪 美国 日本 韩国 德国 英国 法国 意大利 西班牙 "
    "俄罗斯 印度 泰国 越南 新加坡 马来西亚 "
    "印尼 菲律宾 澳洲 澳大利亚 加拿大 墨西哥 巴西 欧洲 美洲 非洲 东南亚 中东 迪拜 东京 大阪 首尔 曼谷 纽约 硅谷 "
    "伦敦 巴黎 柏林 慕尼黑 法兰克福".split()
)
_WORDS = frozenset(
    # people and places of work
    "客户 客户们 老客户 新客户 大客户 小客户 潜在客户 意向客户 重点客户 用户 甲方 乙方 丙方 对方 双方 我方 我司 "
    "贵司 本公司 公司 总公司 分公司 子公司 母公司 "
    "集团 总部 分部 部门 团队 小组 办公室 会议室 前台 工厂 厂里 厂区 车间 仓库 门店 店里 店铺 单位 机构 学校 医院 "
    "银行 酒店 饭店 餐厅 机场 车站 高铁站 "
    "现场 工地 展会 展厅 展台 会场 园区 大厦 楼下 楼上 家里 家人 老家 朋友 同学 同事 同行 老乡 邻居 孩子 老婆 老公 "
    "太太 爸爸 妈妈 父母 领导 老板 老板娘 "
    "上级 下属 员工 经理 主管 总监 主任 部长 科长 处长 厂长 院长 校长 店长 总经理 副总 副总经理 副总裁 总裁 董事长 "
    "老总 高管 高层 负责人 联系人 对接人 "
    "决策人 采购员 采购部 销售部 市场部 技术部 财务部 法务部 人事部 行政部 信息部 信息科 设备科 采购科 研发部 "
    "生产部 运营部 品质部 质量部 工程部 "
    "总经办 董事会 销售 采购 技术 市场 财务 法务 人事 行政 运营 研发 生产 质量 售后 售前 客服 产品 工程师 设计师 "
    "会计 出纳 秘书 助理 司机 保安 师傅 老师 "
    "医生 教授 专家 顾问 律师 同志 伙伴 合伙人 股东 投资人 代理 代理商 经销商 渠道 渠道商 供应商 供货商 服务商 厂家 "
    "商家 厂商 竞品 竞争对手 对手 友商 "
    "第三方 中介 政府 税务局 工商局 税务 海关 协会 商会 别人 别家 大家 有人 某人 本人 自己 人家 各位 亲们 个人 全员 "
    "新人 老人 "
    # things of trade
    "合同 合同章 协议 框架协议 补充协议 报价 报价单 方案 初稿 终稿 标书 招标 投标 中标 开标 废标 项目 单子 大单 "
    "小单 订单 采购单 需求 需求单 预算 价格 单价 "
    "总价 底价 原价 成本 利润 费用 差旅 账期 账单 对账 对账单 发票 专票 普票 收据 回款 尾款 首付 首付款 定金 订金 "
    "预付款 货款 余款 欠款 保证金 押金 佣金 "
    "返点 提成 奖金 工资 社保 税 税率 折扣 优惠 活动 促销 样品 样机 样本 资料 文件 文档 材料 附件 邮件 短信 微信 "
    "电话 手机 座机 传真 名片 二维码 链接 "
    "网站 官网 小程序 公众号 系统 平台 软件 硬件 设备 机器 产品 货 货物 库存 物流 快递 发货 收货 退货 换货 到货 "
    "交货 交付 交期 工期 进度 排期 计划 安排 "
    "流程 审批 验收 测试 试用 试用期 演示 培训 实施 上线 部署 安装 调试 维修 维护 保养 质保 售后服务 服务 服务费 "
    "年费 续费 续约 续签 升级 扩容 版本 标准版 "
    "专业版 企业版 旗舰版 基础版 高级版 账号 账户 权限 坐席 许可 接口 数据 报表 功能 模块 问题 故障 投诉 反馈 意见 "
    "建议 情况 信息 消息 通知 公告 新闻 "
    "会议 例会 周会 月会 年会 晨会 视频会 电话会 会 培训会 发布会 饭局 午饭 晚饭 早餐 咖啡 茶 酒 礼品 礼物 天气 "
    "交通 时间 地点 地址 日期 周末 工作日 "
    "假期 春节 国庆 年底 年初 年前 年后 月底 月初 周一 周二 周三 周四 周五 周六 周日 今天 明天 昨天 前天 后天 "
    "大后天 今晚 明早 昨晚 早上 上午 中午 下午 晚上 "
    "今年 明年 去年 前年 本月 上月 下月 本周 上周 下周 这周 这个月 上个月 下个月 本季度 下季度 上季度 季度 一季度 "
    "二季度 三季度 四季度 最近 近期 目前 现在 "
    "之前 以前 之后 以后 后面 前面 上次 下次 这次 那次 首次 第一次 刚才 刚刚 马上 立刻 尽快 随时 有空 平时 一直 "
    "总是 经常 偶尔 已经 曾经 正在 即将 将要 "
    "项目部 线索 商机 意向 机会 业绩 目标 任务 工作 事情 事 事项 重点 要点 备注 记录 纪要 总结 汇报 日报 周报 月报 "
    "结果 原因 理由 条件 要求 标准 规格 "
    "型号 参数 尺寸 数量 质量 性能 效果 案例 经验 关系 资源 优势 劣势 风险 压力 竞争 行业 领域 市场 生意 业务 贸易 "
    "投资 融资 上市 产能 产线 生产线 产值 "
    "二期 一期 三期 首期 新项目 老项目 改造 扩建 搬迁 装修 招聘 离职 入职 出差 请假 休假 加班 开会 吃饭 聚餐 团建 "
    "打球 喝酒 喝茶 见面 拜访 回访 走访 "
    "考察 参观 参展 参加 培养 陪同 接待 接机 送机 打车 开车 坐车 高铁 飞机 航班 行程 路线 路上 手续 证件 资质 执照 "
    "公章 印章 盖章 签字 签约 签单 签 "
    "屏幕 屏 电脑 服务器 打印机 投影仪 投影 空调 暖气 电梯 灯 门 窗 桌子 椅子 柜子 钥匙 密码 邮箱 驾照 身份证 护照 "
    "签证 酒水 奶茶 咖啡机 水 电 网 网络 车 车子 房子 "
    "模具 夹具 治具 零件 配件 耗材 原料 原材料 包装 标签 图纸 图片 照片 视频 音频 录音 界面 页面 首页 后台 前端 "
    "后端 代码 脚本 数据库 云端 环境 场景 用例 原型 "
    "产量 销量 客流 流量 订单量 份额 增长 下滑 上涨 下跌 汇率 利率 股价 行情 政策 法规 法律 保险 社保 公积金 孩子 "
    "女儿 儿子 生日 婚礼 旅游 度假 运动 健身 "
    "办事 办事处 做事 干活 帮忙 出门 下楼 上楼 回家 睡觉 起床 看病 住院 感冒 发烧 堵车 下雨 下雪 刮风 停电 停水 "
    "漏水 着火 报警 维权 打架 吵架 生气 高兴 "
    "开心 难过 失望 担心 放心 小心 注意 保重 加油 努力 坚持 放弃 争取 尝试 试试 看一下 发一下 问一下 改一下 查一下 "
    "对一下 聊一下 说一下 等一下 催一下 "
    "模板 目录 清单 列表 表格 表 单据 凭证 底稿 草稿 草案 提案 预案 议题 议程 话题 主题 标题 题目 内容 细节 详情 "
    "概要 简介 说明 说明书 手册 指南 教程 "
    # doing
    "联系 沟通 对接 交流 洽谈 商谈 谈判 讨论 商量 确认 确定 决定 考虑 犹豫 比较 比价 对比 了解 咨询 询问 询价 打听 "
    "请教 介绍 推荐 转介绍 引荐 跟进 跟踪 "
    "催 催款 催促 提醒 通知 告诉 回复 答复 答应 同意 接受 拒绝 否决 否认 承认 认可 满意 喜欢 感兴趣 有兴趣 关注 "
    "重视 希望 想要 想 打算 准备 愿意 需要 要求 "
    "要 应该 可以 可能 必须 能够 能 会 不会 不能 不想 不要 不用 不行 不同意 没有 没 不是 不 是 有 在 去 来 到 回 走 "
    "跑 过 做 用 买 卖 换 改 加 减 删 "
    "购买 采购 选购 选择 选型 更换 替换 替代 合作 结束 开始 启动 继续 暂停 停止 推迟 延期 提前 取消 终止 完成 完工 "
    "解决 处理 修改 调整 更新 优化 整理 准时 "
    "发送 发给 寄给 转给 交给 发 寄 送 交 递 拿 取 收 收到 接到 拿到 看 看到 看看 看过 听 听说 说 说是 讲 聊 聊聊 "
    "聊过 谈 谈谈 谈过 问 问问 问过 查 查看 "
    "查询 找 找到 约 约好 约见 见 见过 见到 遇到 碰到 认识 记得 记录 记 记住 忘 忘记 忘了 别忘 登记 注册 登录 下载 "
    "上传 打开 关闭 签收 签署 付 付款 打款 "
    "转账 汇款 支付 结算 结清 开票 报销 垫付 退款 赔付 罚款 涨价 降价 砍价 让利 打折 免费 收费 报名 邀请 邀约 接触 "
    "触达 成交 赢单 丢单 输单 丢了 黄了 输了 "
    "流失 搞定 拿下 签了 签下 定了 成了 吹了 "
    # how and which
    "很 非常 比较 特别 十分 太 更 最 挺 蛮 还 也 都 就 才 又 再 只 先 后 刚 已 正 将 快 慢 早 晚 多 少 大 小 高 低 "
    "长 短 好 坏 新 旧 贵 便宜 难 容易 重要 紧急 "
    "一般 普通 正常 异常 顺利 成功 失败 满 空 忙 闲 累 急 不错 还行 可以 差不多 大概 大约 左右 上下 以内 以上 以下 "
    "超过 不到 至少 最多 所有 全部 部分 一些 "
    "一点 有点 几个 多个 每个 各个 各 每 某 该 此 这 那 这个 那个 这些 那些 这边 那边 这里 那里 哪里 哪个 哪些 什么 "
    "怎么 怎样 为什么 多少 几 谁 如何 "
    "因为 所以 但是 不过 然后 另外 还有 而且 或者 如果 要是 虽然 只要 只有 除了 关于 对于 根据 按照 通过 由于 为了 "
    "以及 和 与 跟 及 或 的 地 得 了 着 过 吗 呢 "
    "吧 啊 哦 嗯 哈 呀 把 被 让 叫 使 给 对 向 往 从 自 由 于 以 为 比 按 替 帮 我 你 您 他 她 它 我们 你们 您们 "
    "他们 她们 它们 咱们 咱 "
    "一 二 两 三 四 五 六 七 八 九 十 百 千 万 亿 第一 第二 第三 一下 一起 一趟 一次 一个 一家 两家 几家 这家 那家 "
    "一份 一套 一批 一台 一单 一天 半天 全天 "
    "下一步 接下来 顺便 顺路 回头 改天 麻烦 辛苦 谢谢 感谢 你好 您好 好的 收到 合计 总计 共计 一轮 两轮 几轮 第一轮 "
    "第二轮 哈哈 不好意思 对不起 没关系 没问题 祝好 此致 敬礼 顺颂 商祺 "
    "上 下 里 外 中 内 前 间 旁 边 左 右 东 西 南 北 上门 下单 下订 下班 上班 上午场 到账 到货 到期 到位 到场 到访 "
    "来电 来访 来信 回电 回信 回款 回公司 "
    "年 月 日 号 天 周 时 分 秒 点 个 家 台 套 件 份 张 条 位 名 人 次 单 批 元 块 钱 款 万元 美元 美金 人民币 现金 "
    "全款 半款 分期 年付 月付 季付".split()
)
# Characters that are words by themselves wherever they stand; another one beside a name is part of it: 万孚, 东软.
_ALONE = frozenset(
    "的了着过吗呢吧啊哦嗯是不没在有给跟和与把被让叫对从由因但我你您他她它咱这那哪谁很还也都就才又再只刚已说讲聊谈问想要会能去来回到找约见催寄送发收打"
    "做买卖签付退换个家台套件份张条位名次年月日号天点元块几些每某该此将"
)
_LONGEST = 5
_UNKNOWN = 1.7  # what a character costs that no word explains; a word costs 1
_FIRM = 0.9  # a firm's name that is a word too is a firm's in the first place


def is_everyday(text: str) -> bool:
    return text in _WORDS or text in PLACES or text in _no_names()


@cache
def _no_names() -> frozenset[str]:
    """What looks like a person's name and is a word; what only begins a firm's name is none."""
    beginnings = {name[:2] for name in FIRMS if len(name) > len("华为")}
    return lexicon.NOT_NAMES - beginnings


def unexplained(text: str) -> tuple[int, int] | None:
    """Where in `text` a name stands: all but the everyday words before and behind it; None where all is explained.

    A place before a name belongs to it (深圳大疆), and so do words within it and lone characters beside it.
    """
    cuts = _cut(text)
    strange = [place for place, (start, end) in enumerate(cuts) if _is_strange(text[start:end])]
    if not strange:
        return None
    first, last = strange[0], strange[-1]
    while first and _belongs(text[slice(*cuts[first - 1])]):
        first -= 1
    while last + 1 < len(cuts) and _belongs(text[slice(*cuts[last + 1])]):
        last += 1
    if first and text[slice(*cuts[first - 1])] in PLACES:
        first -= 1
    return cuts[first][0], cuts[last][1]


def _is_strange(part: str) -> bool:
    return part in FIRMS or not is_everyday(part)


def _belongs(part: str) -> bool:
    return len(part) == 1 and part not in _ALONE


def _cut(text: str) -> list[tuple[int, int]]:
    """The cheapest way to cut a stretch into words and unknown characters."""
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(text) + 1):
        options = [(best[end - 1][0] + _UNKNOWN, end - 1)]
        for start in range(max(0, end - _LONGEST), end):
            part = text[start:end]
            if part in FIRMS:
                options.append((best[start][0] + _FIRM, start))
            elif is_everyday(part):
                options.append((best[start][0] + 1, start))
        best.append(min(options))
    cuts, end = [], len(text)
    while end:
        start = best[end][1]
        cuts.append((start, end))
        end = start
    return cuts[::-1]
