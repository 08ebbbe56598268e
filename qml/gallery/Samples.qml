import QtQml

// Fictional people and items only.
QtObject {
    id: samples

    property bool english: false
    readonly property date now: new Date(2026, 10, 23, 10, 24, 8)

    function t(chinese: string, translated: string): string {
        return english ? translated : chinese;
    }

    readonly property string title: t("示例市便民服务", "Shili Services")
    readonly property string subtitle: t("政务服务自助一体机", "Government service kiosk")
    readonly property string outlet: t("示例银行中心支行", "Shili Bank, Central")
    readonly property string terminal: "990000-0001-0001"
    readonly property string item: t("电子身份证查询打印", "Electronic ID card print")
    readonly property list<string> steps: [t("阅读告知", "Notice"), t("刷身份证", "ID card"), t("本人核验", "Verify"), t("选择内容", "Options"), t("核对结果", "Check"), t("打印取件", "Print")]
    readonly property string person: t("张*", "Zhang*")
    readonly property string verified: t("实人已核验", "Verified")

    readonly property var notices: [
        {title: t("12月1日 20:00—22:00 社保业务系统维护", "Social insurance maintenance, 1 Dec 20:00–22:00"), text: t("维护期间，社会保险查询和打印暂停办理，其他事项不受影响。", "Social insurance queries and prints pause. Everything else goes on.")},
        {title: t("本网点周末照常服务", "Open at weekends"), text: t("周六、周日 9:00—16:30 有工作人员在场帮办。", "Staff help on Saturday and Sunday, 9:00–16:30.")}
    ]
    readonly property var hotItems: [
        {id: "HRSS-02", name: t("社保参保\n缴费证明", "Insurance\npayment proof"), icon: "cat-hrss"},
        {id: "HRSS-06", name: t("养老待遇\n资格认证", "Pension\ncertification"), icon: "step-verify"},
        {id: "YB-05", name: t("医保参保\n凭证打印", "Medical cover\ncertificate"), icon: "cat-yibao"},
        {id: "GJJ-02", name: t("公积金\n缴存明细", "Housing fund\nrecords"), icon: "cat-gjj"},
        {id: "XY-05", name: t("个人信用\n报告查询", "Personal\ncredit report"), icon: "cat-xiny"},
        {id: "DL-02", name: t("电费查询\n与缴费", "Electricity\nbill"), icon: "cat-power"}
    ]
    readonly property var categories: [
        {id: "HRSS", domain: "gov", name: t("人社", "Social security"), fullName: t("人社服务", "Social security"), icon: "cat-hrss", hue: "hrss"},
        {id: "HUJI", domain: "gov", name: t("户籍", "Household"), fullName: t("户籍服务", "Household register"), icon: "cat-huji", hue: "huji"},
        {id: "CJG", domain: "gov", name: t("车驾管", "Vehicles"), fullName: t("车驾管服务", "Vehicles and drivers"), icon: "cat-cjg", hue: "cjg"},
        {id: "CHUX", domain: "gov", name: t("出行", "Transport"), fullName: t("出行服务", "Transport"), icon: "cat-chux", hue: "chux"},
        {id: "LVY", domain: "gov", name: t("旅游", "Tourism"), fullName: t("旅游服务", "Tourism"), icon: "cat-lvy", hue: "lvy"},
        {id: "ZHIY", domain: "gov", name: t("执业", "Professions"), fullName: t("执业服务", "Professions"), icon: "cat-zhiy", hue: "zhiy"},
        {id: "QYDJ", domain: "gov", name: t("企业登记", "Companies"), fullName: t("企业登记服务", "Company registration"), icon: "cat-qydj", hue: "qydj"},
        {id: "GJJ", domain: "gov", name: t("公积金", "Housing fund"), fullName: t("公积金服务", "Housing fund"), icon: "cat-gjj", hue: "gjj"},
        {id: "JIAOY", domain: "gov", name: t("教育", "Education"), fullName: t("教育服务", "Education"), icon: "cat-jiaoy", hue: "jiaoy"},
        {id: "YIBAO", domain: "gov", name: t("医保", "Medical"), fullName: t("医保服务", "Medical insurance"), icon: "cat-yibao", hue: "yibao"},
        {id: "BDC", domain: "gov", name: t("不动产登记", "Real estate"), fullName: t("不动产登记服务", "Real estate registration"), icon: "cat-bdc", hue: "bdc"},
        {id: "XINY", domain: "gov", name: t("信用", "Credit"), fullName: t("信用服务", "Credit"), icon: "cat-xiny", hue: "xiny"},
        {id: "FKH", domain: "fin", name: t("银行开户", "Bank account"), icon: "cat-account", hue: "jr-account"},
        {id: "FPOS", domain: "fin", name: t("POS 机办理", "POS terminal"), icon: "cat-pos", hue: "jr-pos"},
        {id: "FECNY", domain: "fin", name: t("数字人民币", "Digital RMB"), icon: "cat-ecny", hue: "jr-ecny"},
        {id: "FDF", domain: "fin", name: t("代发业务", "Payroll"), icon: "cat-payroll", hue: "jr-payroll"},
        {id: "FDK", domain: "fin", name: t("代扣代缴", "Direct debit"), icon: "cat-deduct", hue: "jr-deduct"},
        {id: "FRZ", domain: "fin", name: t("融资服务", "Financing"), icon: "cat-loan", hue: "jr-loan"}
    ]
    readonly property var elderItems: [
        {id: "HRSS-02", name: t("社保证明", "Insurance proof"), detail: t("打印参保缴费证明", "Print the certificate"), icon: "cat-hrss"},
        {id: "HRSS-06", name: t("养老认证", "Pension check"), detail: t("养老金资格认证", "Prove you are alive"), icon: "step-verify"},
        {id: "HRSS-05", name: t("养老金明细", "Pension"), detail: t("看每月发了多少", "What was paid"), icon: "cat-payroll"},
        {id: "YB-03", name: t("医保查询", "Medical"), detail: t("余额和就医记录", "Balance and visits"), icon: "cat-yibao"},
        {id: "CHUX-02", name: t("老年卡", "Senior card"), detail: t("申领公交优待卡", "Free bus travel"), icon: "cat-chux"},
        {id: "DL-02", name: t("交电费", "Electricity"), detail: t("查询和缴费", "Look up and pay"), icon: "cat-power"},
        {id: "HRSS-22", name: t("社保卡", "Insurance card"), detail: t("启用、挂失、改密码", "Start, lost, PIN"), icon: "dev-chip"},
        {id: "GJJ-02", name: t("公积金", "Housing fund"), detail: t("查余额、打明细", "Balance, records"), icon: "cat-gjj"},
        {id: "HUJI-02", name: t("户口簿", "Household"), detail: t("查询和打印", "Look up and print"), icon: "cat-huji"},
        {id: "XY-05", name: t("信用报告", "Credit report"), detail: t("查询本人报告", "Your own report"), icon: "cat-xiny"},
        {id: "BDC-01", name: t("房产查询", "Property"), detail: t("打印名下房产信息", "What you own"), icon: "cat-bdc"},
        {id: "progress", name: t("办事进度", "Progress"), detail: t("我的事办到哪了", "How far it is"), icon: "act-progress"}
    ]
}
