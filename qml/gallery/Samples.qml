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
    readonly property string subtitle: t("政务服务自助一体机", "Service terminal")
    readonly property string outlet: t("示例银行中心支行", "Shili Bank, Central")
    readonly property string terminal: "990000-0001-0001"
    readonly property string item: t("电子身份证查询打印", "Electronic ID card print")
    readonly property list<string> steps: [t("阅读告知", "Notice"), t("刷身份证", "ID card"), t("本人核验", "Verify"), t("选择内容", "Options"), t("核对结果", "Check"), t("打印取件", "Print")]
    readonly property string person: t("张*", "Zhang*")
    readonly property string verified: t("实人已核验", "Verified")

    readonly property var notices: [{
            "title": t("12月1日 20:00—22:00 社保业务系统维护", "Social insurance maintenance, 1 Dec 20:00–22:00"),
            "text": t("维护期间，社会保险查询和打印暂停办理，其他事项不受影响。", "Social insurance queries and prints pause. Everything else goes on.")
        }, {
            "title": t("本网点周末照常服务", "Open at weekends"),
            "text": t("周六、周日 9:00—16:30 有工作人员在场帮办。", "Staff help on Saturday and Sunday, 9:00–16:30.")
        }]
    readonly property var hotItems: [{
            "id": "HRSS-02",
            "name": t("社保参保\n缴费证明", "Insurance\npayment proof"),
            "icon": "cat-hrss"
        }, {
            "id": "HRSS-06",
            "name": t("养老待遇\n资格认证", "Pension\ncertification"),
            "icon": "step-verify"
        }, {
            "id": "YB-05",
            "name": t("医保参保\n凭证打印", "Medical cover\ncertificate"),
            "icon": "cat-yibao"
        }, {
            "id": "GJJ-02",
            "name": t("公积金\n缴存明细", "Housing fund\nrecords"),
            "icon": "cat-gjj"
        }, {
            "id": "XY-05",
            "name": t("个人信用\n报告查询", "Personal\ncredit report"),
            "icon": "cat-xiny"
        }, {
            "id": "DL-02",
            "name": t("电费查询\n与缴费", "Electricity\nbill"),
            "icon": "cat-power"
        }]
    readonly property var categories: [{
            "id": "HRSS",
            "domain": "gov",
            "name": t("人社", "Social security"),
            "fullName": t("人社服务", "Social security"),
            "icon": "cat-hrss",
            "hue": "hrss"
        }, {
            "id": "HUJI",
            "domain": "gov",
            "name": t("户籍", "Household"),
            "fullName": t("户籍服务", "Household register"),
            "icon": "cat-huji",
            "hue": "huji"
        }, {
            "id": "CJG",
            "domain": "gov",
            "name": t("车驾管", "Vehicles"),
            "fullName": t("车驾管服务", "Vehicles and drivers"),
            "icon": "cat-cjg",
            "hue": "cjg"
        }, {
            "id": "CHUX",
            "domain": "gov",
            "name": t("出行", "Transport"),
            "fullName": t("出行服务", "Transport"),
            "icon": "cat-chux",
            "hue": "chux"
        }, {
            "id": "LVY",
            "domain": "gov",
            "name": t("旅游", "Tourism"),
            "fullName": t("旅游服务", "Tourism"),
            "icon": "cat-lvy",
            "hue": "lvy"
        }, {
            "id": "ZHIY",
            "domain": "gov",
            "name": t("执业", "Professions"),
            "fullName": t("执业服务", "Professions"),
            "icon": "cat-zhiy",
            "hue": "zhiy"
        }, {
            "id": "QYDJ",
            "domain": "gov",
            "name": t("企业登记", "Companies"),
            "fullName": t("企业登记服务", "Company registration"),
            "icon": "cat-qydj",
            "hue": "qydj"
        }, {
            "id": "GJJ",
            "domain": "gov",
            "name": t("公积金", "Housing fund"),
            "fullName": t("公积金服务", "Housing fund"),
            "icon": "cat-gjj",
            "hue": "gjj"
        }, {
            "id": "JIAOY",
            "domain": "gov",
            "name": t("教育", "Education"),
            "fullName": t("教育服务", "Education"),
            "icon": "cat-jiaoy",
            "hue": "jiaoy"
        }, {
            "id": "YIBAO",
            "domain": "gov",
            "name": t("医保", "Medical"),
            "fullName": t("医保服务", "Medical insurance"),
            "icon": "cat-yibao",
            "hue": "yibao"
        }, {
            "id": "BDC",
            "domain": "gov",
            "name": t("不动产登记", "Real estate"),
            "fullName": t("不动产登记服务", "Real estate registration"),
            "icon": "cat-bdc",
            "hue": "bdc"
        }, {
            "id": "XINY",
            "domain": "gov",
            "name": t("信用", "Credit"),
            "fullName": t("信用服务", "Credit"),
            "icon": "cat-xiny",
            "hue": "xiny"
        }, {
            "id": "FKH",
            "domain": "fin",
            "name": t("银行开户", "Bank account"),
            "icon": "cat-account",
            "hue": "jr-account"
        }, {
            "id": "FPOS",
            "domain": "fin",
            "name": t("POS 机办理", "POS terminal"),
            "icon": "cat-pos",
            "hue": "jr-pos"
        }, {
            "id": "FECNY",
            "domain": "fin",
            "name": t("数字人民币", "Digital RMB"),
            "icon": "cat-ecny",
            "hue": "jr-ecny"
        }, {
            "id": "FDF",
            "domain": "fin",
            "name": t("代发业务", "Payroll"),
            "icon": "cat-payroll",
            "hue": "jr-payroll"
        }, {
            "id": "FDK",
            "domain": "fin",
            "name": t("代扣代缴", "Direct debit"),
            "icon": "cat-deduct",
            "hue": "jr-deduct"
        }, {
            "id": "FRZ",
            "domain": "fin",
            "name": t("融资服务", "Financing"),
            "icon": "cat-loan",
            "hue": "jr-loan"
        }]
    readonly property var elderItems: [{
            "id": "HRSS-02",
            "name": t("社保证明", "Insurance proof"),
            "detail": t("打印参保缴费证明", "Print the certificate"),
            "icon": "cat-hrss"
        }, {
            "id": "HRSS-06",
            "name": t("养老认证", "Pension check"),
            "detail": t("养老金资格认证", "Prove you are alive"),
            "icon": "step-verify"
        }, {
            "id": "HRSS-05",
            "name": t("养老金明细", "Pension"),
            "detail": t("看每月发了多少", "What was paid"),
            "icon": "cat-payroll"
        }, {
            "id": "YB-03",
            "name": t("医保查询", "Medical"),
            "detail": t("余额和就医记录", "Balance and visits"),
            "icon": "cat-yibao"
        }, {
            "id": "CHUX-02",
            "name": t("老年卡", "Senior card"),
            "detail": t("申领公交优待卡", "Free bus travel"),
            "icon": "cat-chux"
        }, {
            "id": "DL-02",
            "name": t("交电费", "Electricity"),
            "detail": t("查询和缴费", "Look up and pay"),
            "icon": "cat-power"
        }, {
            "id": "HRSS-22",
            "name": t("社保卡", "Insurance card"),
            "detail": t("启用、挂失、改密码", "Start, lost, PIN"),
            "icon": "dev-chip"
        }, {
            "id": "GJJ-02",
            "name": t("公积金", "Housing fund"),
            "detail": t("查余额、打明细", "Balance, records"),
            "icon": "cat-gjj"
        }, {
            "id": "HUJI-02",
            "name": t("户口簿", "Household"),
            "detail": t("查询和打印", "Look up and print"),
            "icon": "cat-huji"
        }, {
            "id": "XY-05",
            "name": t("信用报告", "Credit report"),
            "detail": t("查询本人报告", "Your own report"),
            "icon": "cat-xiny"
        }, {
            "id": "BDC-01",
            "name": t("房产查询", "Property"),
            "detail": t("打印名下房产信息", "What you own"),
            "icon": "cat-bdc"
        }, {
            "id": "progress",
            "name": t("办事进度", "Progress"),
            "detail": t("我的事办到哪了", "How far it is"),
            "icon": "act-progress"
        }]

    readonly property var guideSteps: [{
            "name": steps[0],
            "icon": "step-notice"
        }, {
            "name": steps[1],
            "icon": "step-identify"
        }, {
            "name": steps[2],
            "icon": "step-verify"
        }, {
            "name": steps[3],
            "icon": "step-form"
        }, {
            "name": steps[4],
            "icon": "step-result"
        }, {
            "name": steps[5],
            "icon": "step-take"
        }]
    readonly property var entry: ({
            "code": "HUJI-01",
            "name": samples.item,
            "short": t("电子身份证", "ID card"),
            "guide": {
                "catalog_code": "992009001001",
                "task_code": "91990000MA0TE5T1634992009001001",
                "type": "20",
                "level": "4",
                "version": 1,
                "dept": {
                    "name": t("示例市公安局", "Shili Public Security"),
                    "nature": "1"
                },
                "targets": ["1"],
                "case_type": "1",
                "limit": {
                    "legal": {
                        "value": 5,
                        "unit": "workday"
                    },
                    "promise": {
                        "value": 0,
                        "unit": "workday",
                        "note": t("即时办结", "At once")
                    }
                },
                "legal_basis": [{
                        "doc": t("国务院关于在线政务服务的若干规定", "Rules on online government services"),
                        "number": t("国务院令第716号", "Decree 716"),
                        "article": t("第十条", "Article 10"),
                        "text": t("电子证照与纸质证照具有同等法律效力。", "An electronic licence has the same effect as paper.")
                    }],
                "conditions": [t("持有效居民身份证的本人", "Holders of a valid ID card")],
                "materials": [{
                        "name": t("居民身份证", "ID card"),
                        "kind": "original",
                        "spec": t("在有效期内", "valid"),
                        "need": "required",
                        "copies": {
                            "original": 1,
                            "copy": 0
                        }
                    }, {
                        "name": t("电子证照记录", "Electronic licence record"),
                        "exempt": "shared",
                        "need": "required"
                    }],
                "process": steps,
                "fee": {
                    "charged": false,
                    "items": []
                },
                "result": {
                    "type": t("电子证照打印件", "Printed licence"),
                    "name": t("居民身份证电子证照", "Electronic ID card"),
                    "validity": t("以受理机关要求为准", "as the receiver decides")
                },
                "visit_times": 1,
                "channels": ["1", "3", "9"],
                "area": "national",
                "place": t("本终端", "This terminal"),
                "hours": "00:00-24:00",
                "consult": {
                    "phone": "12345"
                },
                "supervise": {
                    "phone": "12345"
                },
                "remedy": {
                    "review": {
                        "org": t("示例市人民政府", "Shili Government"),
                        "phone": "12345"
                    },
                    "litigation": {
                        "court": t("示例市人民法院", "Shili Court")
                    }
                },
                "faq": [{
                        "q": t("打印件和身份证一样有用吗", "Is it as good as the card?"),
                        "a": t("打印件是否采信由受理机关决定，可以扫二维码核验。", "The receiver decides; the code can be verified.")
                    }, {
                        "q": t("可以替家人打印吗", "May I print for my family?"),
                        "a": t("不可以，只能打印本人的。", "No, only your own.")
                    }, {
                        "q": t("水印能去掉吗", "Can the watermark go?"),
                        "a": t("不能。水印写明用途，防止被挪用。", "No. It names the purpose.")
                    }]
            },
            "kiosk": {
                "auth": "L2",
                "auth_methods": ["idcard+face", "idcard+sms"]
            }
        })
    readonly property var precheckBad: ({
            "ok": false,
            "reason": t("这台机器现在打不了纸", "This terminal cannot print now"),
            "detail": t("打印机缺纸，已通知工作人员，预计 10:40 恢复。您可以先看指南，或者去下面的地方办。", "Out of paper; staff were told, expected back at 10:40. Read the guide, or go elsewhere."),
            "alternatives": [{
                    "name": t("大厅右侧 2 号机", "Terminal 2, right side of the hall"),
                    "detail": t("向右走约 5 米，现在空闲", "About 5 m to the right, free now")
                }, {
                    "name": t("示例市政务服务中心 3 号窗口", "Shili Service Centre, window 3"),
                    "detail": t("示例路 1 号，工作日 9:00—17:00", "1 Shili Road, workdays 9:00–17:00")
                }]
        })
    readonly property var categoryItems: [{
            "id": "HUJI-01",
            "name": t("电子身份证查询打印", "Electronic ID card print"),
            "detail": t("打印带用途水印的电子身份证", "With a watermark naming the purpose"),
            "instant": true,
            "free": true
        }, {
            "id": "HUJI-02",
            "name": t("电子户口簿查询打印", "Household register print"),
            "detail": t("打印本人页", "Your own page"),
            "instant": true,
            "free": true
        }, {
            "id": "HUJI-03",
            "name": t("户籍证明打印", "Household certificate"),
            "detail": t("打印户籍证明", "Prints the certificate"),
            "instant": true,
            "free": true
        }, {
            "id": "HUJI-04",
            "name": t("无犯罪记录证明", "No criminal record"),
            "detail": "",
            "available": false,
            "reason": t("公安系统维护，预计 12:00 恢复", "System maintenance until 12:00")
        }, {
            "id": "HUJI-05",
            "name": t("居住证签注", "Residence permit"),
            "detail": t("到期前一个月可办", "From a month before it ends"),
            "free": true
        }, {
            "id": "HUJI-09",
            "name": t("户政业务预约", "Appointment"),
            "detail": t("预约派出所窗口", "At a police station"),
            "instant": true,
            "free": true
        }]
    readonly property var places: [{
            "name": t("示例市政务服务中心", "Shili Service Centre"),
            "detail": t("示例路 1 号，工作日 9:00—17:00，电话 12345", "1 Shili Road, workdays 9:00–17:00, phone 12345")
        }, {
            "name": t("示例市便民服务 App", "Shili Services app"),
            "detail": t("在“我要办”里搜索", "Search under “Services”"),
            "icon": "dev-network"
        }]
    readonly property var fields: [{
            "label": t("姓名", "Name"),
            "value": t("张*", "Zhang*"),
            "full": t("张测试", "Zhang Ceshi")
        }, {
            "label": t("性别", "Sex"),
            "value": t("男", "Male")
        }, {
            "label": t("民族", "Nation"),
            "value": t("汉", "Han")
        }, {
            "label": t("出生日期", "Born"),
            "value": t("1990年01月**日", "January 1990"),
            "full": t("1990年01月01日", "1 January 1990")
        }, {
            "label": t("公民身份号码", "ID number"),
            "value": "990***********0017",
            "full": "990000199001010017"
        }, {
            "label": t("有效期限", "Valid"),
            "value": t("2020.01.01—2040.01.01", "2020.01.01–2040.01.01")
        }, {
            "label": t("住址", "Address"),
            "value": t("示例市示例区示例街道***", "Shili City, Shili District ***"),
            "full": t("示例市示例区示例街道1号楼2单元301室", "301, Unit 2, Building 1, Shili Street, Shili District"),
            "wide": true
        }, {
            "label": t("签发机关", "Issued by"),
            "value": t("示例市公安局示例分局", "Shili Public Security Bureau"),
            "wide": true
        }]
    readonly property var done: [{
            "strong": t("已通知工作人员加纸", "Staff were told to add paper"),
            "rest": t("，预计 3 分钟", ", about 3 minutes")
        }, {
            "strong": t("办理结果已保存", "The result is kept"),
            "rest": t("，不会重复打印，也没有扣费", "; nothing prints twice, nothing was charged")
        }]
    readonly property var choices: [{
            "id": "wait",
            "icon": "st-wait",
            "name": t("在这里等", "Wait here"),
            "detail": t("加好纸后自动接着打印", "Printing goes on by itself"),
            "selected": true,
            "trailingLabel": t("已等", "Waited"),
            "trailingText": "00:42"
        }, {
            "id": "elsewhere",
            "icon": "act-pin",
            "name": t("换一台机器", "Another terminal"),
            "detail": t("大厅右侧 2 号机，向右走约 5 米", "Terminal 2, 5 m to the right")
        }, {
            "id": "later",
            "icon": "act-ticket",
            "name": t("以后再来打印", "Print later"),
            "detail": t("取件码 A12，7 天内到任一网点", "Code A12, 7 days, any outlet")
        }]
    readonly property var ratingOptions: ({
            "5": [{
                    "code": "510",
                    "text": t("一窗受理一次办结", "Done in one go")
                }, {
                    "code": "512",
                    "text": t("不用提交证明", "No proofs needed")
                }],
            "4": [{
                    "code": "412",
                    "text": t("可以使用自助机办理", "Self-service possible")
                }, {
                    "code": "413",
                    "text": t("服务态度较好", "Friendly")
                }, {
                    "code": "406",
                    "text": t("填写一张表单就可完成申报", "A single form was enough")
                }, {
                    "code": "407",
                    "text": t("在线提交材料窗口核验", "Papers online, checked at the window")
                }],
            "2": [{
                    "code": "207",
                    "text": t("没有提供材料样本", "No samples given")
                }, {
                    "code": "208",
                    "text": t("没有提供材料清单", "No list given")
                }]
        })
    readonly property var methods: [{
            "id": "idcard+face",
            "icon": "step-verify",
            "name": t("人脸核验", "Face"),
            "detail": t("看镜头，约 5 秒，不保存照片", "Look at the camera for 5 seconds; nothing is kept")
        }, {
            "id": "idcard+sms",
            "icon": "act-phone",
            "name": t("短信验证码", "Text message"),
            "detail": t("发到登记的手机 100****0001", "To your phone 100****0001")
        }]
    readonly property var paragraphs: [{
            "icon": "st-info",
            "title": t("打印什么", "What is printed"),
            "text": t("从示例市公安局取得您的电子身份证，打印成 A4 一页，带用途和日期水印。", "Your electronic ID card from Shili Public Security on one A4 page, with purpose and date.")
        }, {
            "icon": "st-lock",
            "title": t("用到哪些信息", "What is used"),
            "text": t("身份证信息和手机号只用于核验本人，办完自动清除。", "Card data and phone number only verify you and are cleared afterwards.")
        }, {
            "icon": "step-notice",
            "title": t("打印件的效力", "What it is worth"),
            "text": t("打印件是否采信由受理机关决定，法定凭证是实体身份证。", "The receiver decides. The card itself remains the legal document.")
        }]
    readonly property var insuranceFields: [{
            "key": "insurances",
            "label": t("险种", "Insurance"),
            "widget": "chips",
            "multi": true,
            "required": true,
            "default": ["pension"],
            "options": [{
                    "value": "pension",
                    "text": t("企业职工基本养老保险", "Employees’ pension insurance")
                }, {
                    "value": "unemployment",
                    "text": t("失业保险", "Unemployment insurance")
                }]
        }, {
            "key": "from",
            "label": t("起始年月", "From"),
            "widget": "ym",
            "earliest": "2012-07",
            "latest": "2026-11",
            "default": "2024-12"
        }, {
            "key": "to",
            "label": t("截止年月", "To"),
            "widget": "ym",
            "earliest": "2012-07",
            "latest": "2026-11",
            "default": "2026-11"
        }]
    readonly property var insurances: [{
            "title": t("企业职工基本养老保险", "Employees’ pension insurance"),
            "state": t("参保缴费", "Paying"),
            "tone": "success"
        }, {
            "title": t("失业保险", "Unemployment insurance"),
            "state": t("暂停缴费", "Paused"),
            "tone": "warning"
        }].map(insurance => Object.assign(insurance, {
                    "fields": [[t("参保地", "Place"), t("示例市示例区", "Sample District")], [t("累计缴费月数", "Months in all"), "173"], [t("参保单位", "Employer"), t("示例市第二样本物流与供应链管理服务有限责任公司", "Second Sample Logistics and Supply Chain Management Services Ltd."), true], [t("首次参保", "Since"), t("2012年7月", "2012-07")], [t("缴费至", "Paid up to"), t("2026年11月", "2026-11")]].map(pair => ({
                                    "label": pair[0],
                                    "value": pair[1],
                                    "masked": "",
                                    "wide": pair[2] === true
                                }))
                }))
    readonly property var companies: [[t("示例科技有限公司", "Sample Technology Ltd."), t("存续", "Active"), "success"], [t("示例市第二样本物流与供应链管理服务有限责任公司", "Second Sample Logistics and Supply Chain Management Services Ltd."), t("存续", "Active"), "success"], [t("示例市样板设备厂", "Sample Equipment Works"), t("注销", "Closed"), "info"]].map(company => ({
                    "title": company[0],
                    "state": company[1],
                    "tone": company[2],
                    "fields": [{
                            "label": t("统一社会信用代码", "Credit code"),
                            "value": "91990000MA0TE5T163",
                            "masked": ""
                        }]
                }))
    readonly property var contributions: ({
            "columns": [[t("年月", "Month"), 3], [t("险种", "Insurance"), 3.5], [t("缴费基数（元）", "Base (yuan)"), 3], [t("个人缴费（元）", "Your part (yuan)"), 3], [t("到账", "Received"), 2.5]].map((column, index) => ({
                            "label": column[0],
                            "share": column[1],
                            "right": index === 2 || index === 3
                        })),
            "rows": Array.from({
                    "length": 24
                }, (unused, index) => {
                    const month = 12 - index % 12;
                    const year = 2026 - Math.floor(index / 12);
                    return [year + "-" + String(month).padStart(2, "0"), t("企业职工基本养老保险", "Employees’ pension insurance"), "8,560.00", "684.80", t("已到账", "Received")].map((value, column) => ({
                                    "value": value,
                                    "masked": column === 2 || column === 3 ? "••••" : ""
                                }));
                })
        })
    readonly property var formFields: [{
            "key": "purpose",
            "label": t("用途", "Purpose"),
            "widget": "chips",
            "required": true,
            "options": [t("办理入职", "New job"), t("贷款", "Loan"), t("购房", "Housing"), t("入学", "School"), t("投标", "Tender"), t("其他", "Other")]
        }, {
            "key": "until",
            "label": t("用到哪个月", "Needed until"),
            "widget": "ym",
            "default": "2026-12"
        }, {
            "key": "receiver",
            "label": t("交给谁", "For whom"),
            "widget": "text",
            "hint": t("可不填", "Optional")
        }, {
            "key": "copies",
            "label": t("份数", "Copies"),
            "widget": "stepper",
            "min": 1,
            "max": 3,
            "default": 1
        }]
    readonly property var complaint: ({
            "org": t("示例市政务服务管理局", "Shili Service Administration"),
            "phone": "12345",
            "url": "https://ts.example.cn",
            "email": "ts@example.cn",
            "addr": t("示例路 1 号", "1 Shili Road"),
            "box": true
        })
    readonly property var outletInfo: ({
            "name": outlet,
            "addr": t("示例市示例区示例路 1 号", "1 Shili Road, Shili District"),
            "hours": t("自助服务 24 小时，人工 9:00—17:00", "Terminals day and night, staff 9:00–17:00"),
            "hotline": "12345"
        })
}
