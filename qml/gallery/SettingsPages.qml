import QtQuick
import Kiosk.Diagnostics
import Kiosk.Theme

// Behind the machine: the settings of a device.
Item {
    id: views

    readonly property var pages: ({
            "technician-settings": settingsView,
            "technician-settings-waiting": waitingView,
            "technician-settings-look": lookView,
            "technician-setting-number": numberView,
            "technician-setting-choice": choiceView,
            "technician-setting-text": textView,
            "technician-settings-review": reviewView
        })

    function setting(name: string, title: string, kind: string, text: string, unit: string, limits: string, edited: bool, local: bool): var {
        return {
            "name": name,
            "title": title,
            "kind": kind,
            "text": text,
            "value": text,
            "unit": unit,
            "limits": limits,
            "options": [{
                    "value": text,
                    "word": text
                }, {
                    "value": "other",
                    "word": "打印队列"
                }],
            "edited": edited,
            "local": local
        };
    }
    function settings(state: string, mayChange: bool): var {
        const differences = [{
                "title": "等待打印机回答的时间",
                "before": "3000 ms",
                "after": "5000 ms"
            }, {
                "title": "以谁的说法为结果",
                "before": "打印机",
                "after": "打印队列"
            }];
        return {
            "fields": [setting("answer_ms", "等待打印机回答的时间", "number", "5000 ms", "ms", "100—30000 ms", mayChange && state !== "waiting", state === "waiting"), setting("counts_sides", "打印机会报已印面数", "switch", "开", "", "", false, false), setting("icc_profile", "照片纸的颜色文件", "text", "/etc/kiosk/photo.icc", "", "", false, false), setting("keeps_history", "打印机保留作业记录", "switch", "开", "", "", false, false), setting("lost_ms", "打印中允许无回答的时间", "number", "10000 ms", "ms", "500—600000 ms", false, true), setting("low_percent", "纸盒低于多少算纸将尽", "number", "10 %", "%", "0—50 %", false, false), setting("media_sources", "纸盒与进纸口的对应", "fixed", "在 devices.yaml 里改", "", "", false, false), setting("outcome_from", "以谁的说法为结果", "choice", "打印机", "", "", false, false), setting("poll_ms", "查询作业的间隔", "number", "250 ms", "ms", "50—5000 ms", false, false), setting("print_scaling", "缩放", "choice", "不缩放", "", "", false, false), setting("settle_ms", "取消作业预留的时间", "number", "4000 ms", "ms", "200—60000 ms", false, false), setting("status_interval_ms", "查询状态的间隔", "number", "2000 ms", "ms", "50—600000 ms", false, false), setting("supply", "未标明的耗材是", "choice", "碳粉", "", "", false, false), setting("user", "提交作业的用户名", "text", "kiosk", "", "", false, false)],
            "differences": state === "" ? differences : [],
            "change": {
                "state": state,
                "seconds": 47,
                "reason": "",
                "by": "0008",
                "differences": differences
            },
            "refusal": "",
            "busy": false,
            "mayChange": mayChange,
            "complaint": (name, text) => text.length > 0 ? "" : "要在 100—30000 ms 以内"
        };
    }
    component SampleSettings: Rectangle {
        property string changeState: ""
        property bool mayChange: true
        property alias step: deviceSettings.step
        property int shown: 0
        readonly property var desk: views.settings(changeState, mayChange)

        color: Theme.color.bg

        Component.onCompleted: Theme.technician = true
        Component.onDestruction: Theme.technician = false

        DeviceSettings {
            id: deviceSettings

            anchors.fill: parent
            anchors.margins: Theme.spacing.pageMargin
            field: parent.desk.fields[parent.shown]
            settings: parent.desk
        }
    }

    Component {
        id: settingsView

        SampleSettings {
        }
    }
    Component {
        id: waitingView

        SampleSettings {
            changeState: "waiting"
        }
    }
    Component {
        id: lookView

        SampleSettings {
            changeState: "kept"
            mayChange: false
        }
    }
    Component {
        id: numberView

        SampleSettings {
            step: "entry"
        }
    }
    Component {
        id: choiceView

        SampleSettings {
            shown: 7
            step: "entry"
        }
    }
    Component {
        id: textView

        SampleSettings {
            shown: 2
            step: "entry"
        }
    }
    Component {
        id: reviewView

        SampleSettings {
            step: "review"
        }
    }
}
