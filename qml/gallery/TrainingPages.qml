import QtQuick
import Kiosk.Diagnostics
import Kiosk.Flow
import Kiosk.Shell
import Kiosk.Theme
import Kiosk.Training

// A terminal in training: the band below its pages, and the drawer over them.
Item {
    id: views

    required property Samples samples
    readonly property var pages: ({
            "training": bandView,
            "training-sign-in": signInView,
            "training-list": listView,
            "training-exercise": exerciseView,
            "training-hints": hintsView,
            "training-solved": solvedView,
            "training-refused": refusedView
        })
    readonly property var exercises: [exercise("paper-out", "打印机缺纸，市民在等", ["staff", "technician"], 5, true), exercise("paper-jam", "打到一半卡纸", ["staff", "technician"], 6, false), exercise("print-unknown", "不知道打出来没有", ["staff", "technician"], 6, false), exercise("card-left", "市民忘了拿身份证", ["staff"], 6, false), exercise("platform-down", "业务平台连不上", ["staff"], 8, false), exercise("reader-swapped", "读卡器坏了，换一台", ["technician"], 6, false), exercise("spoiled-licence", "执照纸皱了一张", ["technician"], 6, false), exercise("power-cut", "办到一半停电", ["staff"], 8, false)]
    readonly property var goals: ["办到了打印这一步", "终端停下来，说打印机缺纸", "加好纸，打印机恢复", "打完一份，市民取走", "身份证拿走，这笔业务办结"]

    readonly property var person: ({
            "number": "9001",
            "pin": "830527",
            "code": "614023"
        })

    function exercise(id: string, title: string, audience: var, minutes: int, done: bool): var {
        return {
            "id": id,
            "title": title,
            "for": audience,
            "minutes": minutes,
            "done": done
        };
    }
    function played(reached: int, hints: int): var {
        const all = ["在待机屏上点一下，选“户籍”里的“电子身份证查询打印”，像市民一样办。身份证和短信在“培训”里。", "缺纸的时候先看屏幕：它写着“不会重复打印”，也能“在这里等”。请市民等着，不用退出。", "在“培训”里按“打开纸盒，加满纸”。纸加好以后终端自己接着打，不用再按什么。"];
        const solved = reached === goals.length;
        return Object.assign(idle(), {
                "exercise": "paper-out",
                "title": "打印机缺纸，市民在等",
                "story": "张测试来打印电子身份证。请您先替他办到打印，再当工作人员：打到一半没纸了，他站在机器前等着。别让他从头再来。",
                "goals": goals.map((text, index) => ({
                                "text": text,
                                "reached": index < reached
                            })),
                "hints": all.slice(0, hints),
                "hints_left": all.length - hints,
                "acts": [act("lay-card", "放上张测试的身份证"), act("read-message", "看张测试的手机短信"), act("load-paper", "打开纸盒，加满纸"), act("take-card", "拿走身份证")],
                "told": hints > 0 && !solved ? "短信验证码 402117" : "",
                "solved": solved,
                "debrief": solved ? "纸加上就接着打，办过的步骤都不用重来，也不会多打一份。对市民说：“纸没了，我现在加，您的材料接着就出来。”纸快用完时总览上会先提醒，最好那时就加。" : ""
            });
    }
    function act(id: string, text: string): var {
        return {
            "id": id,
            "text": text
        };
    }
    function idle(): var {
        return {
            "exercise": ""
        };
    }

    component Banded: Item {
        id: banded

        property var played: views.idle()
        property bool open: false
        property bool signingIn: false
        property string refused
        readonly property var training: ({
                "there": true,
                "open": open,
                "exercises": views.exercises,
                "state": played,
                "person": views.person,
                "refusal": refused
            })
        default property alias content: slot.data

        Item {
            id: slot

            anchors.bottom: band.top
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
        }
        Loader {
            active: banded.open
            anchors.fill: slot

            sourceComponent: TrainingDrawer {
                training: banded.training
            }
        }
        TrainingBand {
            id: band

            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            signingIn: banded.signingIn
            training: banded.training
        }
    }
    component Home: SampleFrame {
        anchors.fill: parent
        navigation: false
        samples: views.samples

        HomePage {
            anchors.fill: parent
            categories: views.samples.categories
            elderItems: views.samples.elderItems
            hotItems: views.samples.hotItems
        }
    }

    Component {
        id: bandView

        Banded {
            played: views.played(2, 1)

            SampleFrame {
                anchors.fill: parent
                known: true
                samples: views.samples
                step: 4

                ResultPage {
                    anchors.fill: parent
                    documentName: views.samples.entry.guide.result.name
                    fields: views.samples.fields
                    purpose: views.samples.t("办理入职", "New job")
                }
            }
        }
    }
    Component {
        id: signInView

        Banded {
            signingIn: true

            Rectangle {
                anchors.fill: parent
                color: Theme.color.bg

                Component.onCompleted: Theme.technician = true
                Component.onDestruction: Theme.technician = false

                DiagnosticsBar {
                    id: bar

                    now: views.samples.now
                    number: ""
                    terminal: views.samples.terminal
                    width: parent.width
                }
                SignInPage {
                    anchors.bottom: parent.bottom
                    anchors.left: parent.left
                    anchors.right: parent.right
                    anchors.top: bar.bottom
                    refusal: ""
                    waiting: false
                }
            }
        }
    }
    Component {
        id: listView

        Banded {
            open: true

            Home {
            }
        }
    }
    Component {
        id: exerciseView

        Banded {
            open: true
            played: views.played(1, 0)

            Home {
            }
        }
    }
    Component {
        id: hintsView

        Banded {
            open: true
            played: views.played(2, 3)

            Home {
            }
        }
    }
    Component {
        id: solvedView

        Banded {
            open: true
            played: views.played(views.goals.length, 3)

            Home {
            }
        }
    }
    Component {
        id: refusedView

        Banded {
            open: true
            refused: "有人正在办理，先办完或退出，再开始练习"

            Home {
            }
        }
    }
}
