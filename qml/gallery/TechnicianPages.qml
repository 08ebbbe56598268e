import QtQuick
import Kiosk.Diagnostics
import Kiosk.Theme

// Behind the machine: signing in, all devices, one of them.
Item {
    id: views

    readonly property var pages: Object.assign({}, settingsPages.pages, {
            "technician-sign-in": signInView,
            "technician-refused": refusedView,
            "technician-overview": overviewView,
            "technician-device": deviceView,
            "technician-tested": testedView,
            "technician-asked": askedView,
            "technician-care": careView,
            "technician-history": historyView,
            "technician-traffic": trafficView,
            "technician-stock": stockView,
            "technician-count": countView,
            "technician-void": voidView,
            "technician-screen": screenView,
            "technician-sound": soundView,
            "technician-bundle": bundleView,
            "technician-bundle-done": bundleDoneView,
            "technician-touch": touchView,
            "technician-pixels": pixelsView,
            "technician-pixels-asked": pixelsAskedView
        })

    SettingsPages {
        id: settingsPages
    }
    ToolSamples {
        id: tools
    }
    readonly property var rows: [row("a4", "打印机", "dev-printer", "example", "failed", "缺纸", "给对应纸盒装纸，在纸盒上核对纸张大小", "恢复"), row("code", "扫码窗", "dev-code", "example", "failed", "已断开", "检查设备电源和连接线；在诊断页查看设备状态", "重连"), row("receipt", "小票打印机", "dev-receipt", "example", "attention", "纸将尽", "备好纸，下次缺纸前装入", ""), row("id-card", "身份证阅读器", "dev-idcard", "example", "good", "正常", "", ""), row("camera", "摄像头", "dev-camera", "example", "good", "正常", "", ""), row("chip", "社保卡读写器", "dev-chip", "example", "good", "正常", "", ""), row("pin", "密码键盘", "dev-pinpad", "example", "good", "正常", "", ""), row("sign", "签名屏", "dev-sign", "example", "good", "正常", "", ""), row("scan", "高拍仪", "dev-scanner", "example", "good", "正常", "", ""), row("cards", "发卡机", "dev-card-issue", "example", "good", "正常", "", ""), row("keys", "触觉小键盘", "dev-navkey", "example", "good", "正常", "", ""), row("lights", "指示灯", "dev-light", "example", "good", "正常", "", ""), row("presence", "人体感应", "dev-presence", "example", "good", "正常", "", ""), row("ups", "不间断电源", "dev-ups", "example", "good", "正常", "", "")]
    readonly property var events: [event("打印机", "缺纸", 21), event("扫码窗", "已断开", 19)]

    readonly property var traffic: ({
            "recording": true,
            "seconds": 571,
            "refusal": "",
            "lines": ["10:24:01.002 -- read", "10:24:01.003 > aa aa aa 96 69 00 03 20 01 22", "10:24:01.003 > 10 B", "10:24:01.214 < 15 B", "10:24:01.214 < 00 00 9f +4 B", "10:24:01.215 > aa aa aa 96 69 00 03 30 01 32", "10:24:01.215 > 10 B", "10:24:02.110 < 1295 B #1f3a9c02", "10:24:02.111 < 00 00 90 +1284 B", "10:24:02.112 -- cardRead", "10:24:02.113 -- ok"]
        })

    function row(id: string, name: string, icon: string, driver: string, level: string, word: string, todo: string, action: string): var {
        return {
            "id": id,
            "name": name,
            "icon": icon,
            "driver": driver,
            "level": level,
            "word": word,
            "todo": todo,
            "action": action,
            "code": level === "failed" ? "PRN-0201" : "",
            "detail": level === "failed" ? "media-empty-error" : "",
            "busy": false,
            "restarts": 0,
            "since": new Date(2026, 10, 23, 10, 21, 40),
            "test": {
                "guide": "按“开始自检”，把一张身份证放到读卡区；读到的内容不显示、不保存",
                "state": level === "good" ? "failed" : "none",
                "word": level === "good" ? "没有放证（CRD-0101）" : "",
                "todo": level === "good" ? "请放上一张证再试" : ""
            },
            "identity": [{
                    "name": "厂家",
                    "value": "Bianmin"
                }, {
                    "name": "型号",
                    "value": "Emulated Laser Printer"
                }, {
                    "name": "序列号",
                    "value": "BM-0001-2233"
                }, {
                    "name": "固件版本",
                    "value": "2.10"
                }],
            "where": tools.where(id),
            "affected": level === "failed" ? ["居民身份证电子件打印", "户口簿电子件打印"] : []
        };
    }
    function event(name: string, word: string, minute: int): var {
        return {
            "at": new Date(2026, 10, 23, 10, minute, 40),
            "device": "a4",
            "name": name,
            "word": word
        };
    }

    readonly property var book: ({
            "since": "2026-08-01",
            "refusal": "",
            "counters": [{
                    "name": "打印页数",
                    "value": 20188
                }, {
                    "name": "收回的卡数",
                    "value": 3
                }],
            "maintenance": [{
                    "task": "cleanPaperPath",
                    "name": "清洁走纸通道",
                    "due": "2026-10-30",
                    "overdue": true,
                    "counter": "打印页数",
                    "left": -188
                }, {
                    "task": "replaceFeedRollers",
                    "name": "更换搓纸轮",
                    "due": "2028-08-01",
                    "overdue": false,
                    "counter": "打印页数",
                    "left": 79812,
                    "done": "2026-08-01",
                    "by": "0007"
                }],
            "events": Array.from({
                    "length": 60
                }, (_, index) => happened(index))
        })

    function happened(index: int): var {
        const words = ["自检：没有放证（CRD-0101）", "能用了", "不能用：打印机缺纸（PRN-0201）", "恢复：成功", "已保养：清洁走纸通道"];
        return {
            "at": new Date(2026, 10, 23 - index, 10, 21, 40),
            "word": words[index % words.length]
        };
    }

    readonly property var stock: ({
            "refusal": "",
            "busy": false,
            "trays": [{
                    "device": "licence",
                    "tray": "main",
                    "state": "ok",
                    "replenishment": "ok",
                    "next": "QY00012301",
                    "last": "QY00012340",
                    "left": 40,
                    "series": "QY",
                    "digits": 8
                }, {
                    "device": "licence",
                    "tray": "copy",
                    "state": "unsure",
                    "replenishment": "low",
                    "next": "QF00000101",
                    "last": "QF00000104",
                    "left": 4,
                    "series": "QF",
                    "digits": 8
                }],
            "movements": [movement("used", "QY00012300", "QY00012300", ""), movement("counted", "QY00012300", "QY00012340", "0007"), movement("loaded", "QY00012300", "QY00012340", "0007"), movement("received", "QY00012300", "QY00012400", "0001")]
        })

    function movement(what: string, first: string, last: string, by: string): var {
        return {
            "at": "2026-11-23T09:20:00",
            "what": what,
            "first": first,
            "last": last,
            "by": by
        };
    }

    component Screen: DiagnosticsScreen {
        required property string shownPage
        property string refused
        property int shownRow: 0
        property string bundleState
        property string tried // of the screen's tests, what is shown

        diagnostics: ({
                "page": shownPage,
                "number": shownPage === "signIn" ? "" : "0007",
                "refusal": refused,
                "waiting": false,
                "rows": views.rows,
                "events": views.events,
                "device": views.rows[shownRow],
                "book": views.book,
                "settings": settingsPages.settings("", true),
                "traffic": views.traffic,
                "stock": views.stock,
                "trainable": shownPage === "overview",
                "screen": tools.screen(tried),
                "sound": tools.sound,
                "bundle": tools.bundle(bundleState)
            })
        now: new Date(2026, 10, 23, 10, 24)
        terminal: "990000-0001-0001"

        Component.onCompleted: Theme.technician = true
        Component.onDestruction: Theme.technician = false
    }

    component SamplePart: Rectangle {
        property alias device: devicePage.device
        property alias part: devicePage.part

        color: Theme.color.bg

        Component.onCompleted: Theme.technician = true
        Component.onDestruction: Theme.technician = false

        DevicePage {
            id: devicePage

            anchors.fill: parent
            book: views.book
            device: views.rows[0]
            settings: settingsPages.settings("", true)
            traffic: views.traffic
        }
    }

    component SampleSound: Rectangle {
        color: Theme.color.bg

        Component.onCompleted: Theme.technician = true
        Component.onDestruction: Theme.technician = false

        ScreenSoundPage {
            anchors.fill: parent
            panel: tools.screen("")
            part: "sound"
            sound: tools.sound
        }
    }

    component SampleEntry: Rectangle {
        required property string entry

        color: Theme.color.bg

        Component.onCompleted: {
            Theme.technician = true;
            stockPage.begin(entry, views.stock.trays[0]);
        }
        Component.onDestruction: Theme.technician = false

        StockPage {
            id: stockPage

            anchors.fill: parent
            stock: views.stock
        }
    }

    Component {
        id: signInView

        Screen {
            shownPage: "signIn"
        }
    }
    Component {
        id: refusedView

        Screen {
            refused: "工号、密码或动态码不对，请核对后再输"
            shownPage: "signIn"
        }
    }
    Component {
        id: overviewView

        Screen {
            shownPage: "overview"
        }
    }
    Component {
        id: bundleView

        Screen {
            shownPage: "bundle"
        }
    }
    Component {
        id: bundleDoneView

        Screen {
            bundleState: "done"
            shownPage: "bundle"
        }
    }
    Component {
        id: screenView

        Screen {
            shownPage: "screen"
        }
    }
    Component {
        id: soundView

        SampleSound {
        }
    }
    Component {
        id: touchView

        Screen {
            shownPage: "screen"
            tried: "touch"
        }
    }
    Component {
        id: pixelsView

        Screen {
            shownPage: "screen"
            tried: "pixels"
        }
    }
    Component {
        id: pixelsAskedView

        Screen {
            shownPage: "screen"
            tried: "asked"
        }
    }
    Component {
        id: stockView

        Screen {
            shownPage: "stock"
        }
    }
    Component {
        id: countView

        SampleEntry {
            entry: "count"
        }
    }
    Component {
        id: voidView

        SampleEntry {
            entry: "void"
        }
    }
    Component {
        id: testedView

        Screen {
            shownPage: "device"
            shownRow: 3
        }
    }
    Component {
        id: askedView

        SamplePart {
            device: Object.assign({}, views.rows[11], {
                    "test": {
                        "guide": "灯一盏一盏点亮，每盏都要回答；有门的照提示打开再关上",
                        "state": "asking",
                        "prompt": "“读卡口（绿色）”的灯亮了吗？",
                        "word": "",
                        "todo": ""
                    }
                })
            part: "facts"
        }
    }
    Component {
        id: careView

        SamplePart {
            part: "care"
        }
    }
    Component {
        id: historyView

        SamplePart {
            part: "history"
        }
    }
    Component {
        id: trafficView

        SamplePart {
            part: "traffic"
        }
    }
    Component {
        id: deviceView

        Screen {
            shownPage: "device"
        }
    }
}
