import QtQuick
import Kiosk.Shell

// From the printer to the farewell, and what may go wrong.
Item {
    id: views

    required property Samples samples
    readonly property var pages: ({
            "print": printView,
            "take": takeView,
            "take-card": takeCardView,
            "take-paper": takePaperView,
            "take-taken": takeTakenView,
            "take-reminder": takeReminderView,
            "take-urge": takeUrgeView,
            "evaluate-start": evaluateStartView,
            "evaluate": evaluateView,
            "evaluate-bad": evaluateBadView,
            "evaluate-writing": evaluateWritingView,
            "fault": faultView,
            "module-stopped": moduleStoppedView,
            "farewell": farewellView,
            "out-of-service": outOfServiceView
        })

    Component {
        id: printView

        SampleFrame {
            samples: views.samples
            known: true
            step: 5
            exitVisible: false
            navigation: false

            PrintPage {
                anchors.fill: parent
                pages: 2
                printed: 1
            }
        }
    }
    Component {
        id: takeView

        SampleFrame {
            samples: views.samples
            known: true
            step: 5
            exitVisible: false
            navigation: false
            reminder: views.samples.t("取走后自动进入评价", "Rating follows by itself")
            reminderIcon: "st-info"
            reminderStrong: views.samples.t("无需其他操作", "Nothing else to do")

            TakePage {
                anchors.fill: parent
                keepIn: 42
                pages: 2
            }
        }
    }
    Component {
        id: takeCardView

        SampleFrame {
            samples: views.samples
            known: true
            step: 5
            exitVisible: false
            navigation: false
            reminder: views.samples.t("取走后自动进入评价", "Rating follows by itself")
            reminderIcon: "st-info"
            reminderStrong: views.samples.t("无需其他操作", "Nothing else to do")

            TakePage {
                anchors.fill: parent
                paper: ""
            }
        }
    }
    Component {
        id: takePaperView

        SampleFrame {
            samples: views.samples
            known: true
            step: 5
            exitVisible: false
            navigation: false
            reminder: views.samples.t("取走后自动进入评价", "Rating follows by itself")
            reminderIcon: "st-info"
            reminderStrong: views.samples.t("无需其他操作", "Nothing else to do")

            TakePage {
                anchors.fill: parent
                card: ""
                keepIn: 42
            }
        }
    }
    Component {
        id: takeTakenView

        SampleFrame {
            samples: views.samples
            known: true
            step: 5
            exitVisible: false
            navigation: false
            reminder: views.samples.t("取走后自动进入评价", "Rating follows by itself")
            reminderIcon: "st-info"
            reminderStrong: views.samples.t("无需其他操作", "Nothing else to do")

            TakePage {
                anchors.fill: parent
                paper: "taken"
                pages: 2
            }
        }
    }
    Component {
        id: takeReminderView

        SampleFrame {
            samples: views.samples
            known: true
            step: 5
            exitVisible: false
            navigation: false
            reminder: views.samples.t("取走后自动进入评价", "Rating follows by itself")
            reminderIcon: "st-info"
            reminderStrong: views.samples.t("无需其他操作", "Nothing else to do")

            TakePage {
                anchors.fill: parent
                otherPrinter: true
                pages: 2
                reminder: 1
                withSpeech: false
            }
        }
    }
    Component {
        id: takeUrgeView

        SampleFrame {
            samples: views.samples
            known: true
            step: 5
            exitVisible: false
            navigation: false
            reminder: views.samples.t("取走后自动进入评价", "Rating follows by itself")
            reminderIcon: "st-info"
            reminderStrong: views.samples.t("无需其他操作", "Nothing else to do")

            TakePage {
                anchors.fill: parent
                paper: "taken"
                reminder: 2
                withSpeech: false
            }
        }
    }
    Component {
        id: evaluateStartView

        SampleFrame {
            samples: views.samples
            known: true

            EvaluatePage {
                anchors.fill: parent
                itemName: views.samples.item
                options: views.samples.ratingOptions
                remaining: 30
            }
        }
    }
    Component {
        id: evaluateView

        SampleFrame {
            samples: views.samples
            known: true

            EvaluatePage {
                anchors.fill: parent
                itemName: views.samples.item
                options: views.samples.ratingOptions
                remaining: 24
                stars: 4
                chosen: ["412"]
                service: 4
                network: 5
            }
        }
    }
    Component {
        id: evaluateBadView

        SampleFrame {
            samples: views.samples
            known: true

            EvaluatePage {
                anchors.fill: parent
                itemName: views.samples.item
                options: views.samples.ratingOptions
                remaining: 24
                stars: 2
            }
        }
    }
    Component {
        id: evaluateWritingView

        SampleFrame {
            samples: views.samples
            known: true

            EvaluatePage {
                anchors.fill: parent
                itemName: views.samples.item
                options: views.samples.ratingOptions
                remaining: 24
                stars: 4
                writing: true
            }
        }
    }
    Component {
        id: faultView

        SampleFrame {
            samples: views.samples
            known: true
            step: 5

            FaultPage {
                anchors.fill: parent
                choices: views.samples.choices
                code: "PRN-0201"
                done: views.samples.done
                iconName: "st-paper-out"
                reason: views.samples.t("打印机缺纸，还差 2 页", "Out of paper, 2 pages missing")
                time: views.samples.now
                title: views.samples.t("没有打印成功", "Not printed")
            }
        }
    }
    Component {
        id: moduleStoppedView

        SampleFrame {
            samples: views.samples
            known: true
            step: 3

            FaultPage {
                anchors.fill: parent
                choices: [{
                        "id": "again",
                        "icon": "act-refresh",
                        "name": views.samples.t("重新办理", "Start again"),
                        "detail": views.samples.t("从选择内容开始", "From the options")
                    }, {
                        "id": "home",
                        "icon": "act-home",
                        "name": views.samples.t("办别的事", "Something else"),
                        "detail": views.samples.t("回到首页", "Back to the start")
                    }]
                code: "MOD-0103"
                done: [{
                        "strong": views.samples.t("没有打印，也没有扣费", "Nothing was printed or charged"),
                        "rest": ""
                    }]
                iconName: "act-module"
                reason: views.samples.t("这项服务的程序停了，已记录并报修", "The service stopped; it was reported")
                time: views.samples.now
                title: views.samples.t("这项服务暂时不能用", "Not available now")
            }
        }
    }
    Component {
        id: farewellView

        SampleFrame {
            samples: views.samples
            navigation: false

            FarewellPage {
                anchors.fill: parent
            }
        }
    }
    Component {
        id: outOfServiceView

        SampleFrame {
            samples: views.samples
            navigation: false

            OutOfServicePage {
                anchors.fill: parent
                alternatives: views.samples.places
                code: "DEV-0001"
                expected: views.samples.t("今天 14:00", "today 14:00")
                reason: views.samples.t("打印机正在检修", "The printer is being repaired")
            }
        }
    }
}
