import QtQuick
import Kiosk.Controls
import Kiosk.Flow
import Kiosk.Shell

// What a module draws with the standard steps.
Item {
    id: views

    required property Samples samples
    readonly property var pages: ({
            "form": formView,
            "form-error": formErrorView,
            "form-missing": formMissingView,
            "query": queryView,
            "result": resultView,
            "result-revealed": resultRevealedView,
            "records": recordsView,
            "records-empty": recordsEmptyView,
            "records-pick": recordsPickView,
            "table": tableView,
            "table-revealed": tableRevealedView,
            "preview": previewView,
            "confirm": confirmView,
            "sign": signView,
            "sign-written": signWrittenView,
            "module-error": moduleErrorView,
            "waiting": waitingView
        })

    component SignSample: SampleFrame {
        id: signFrame

        property var strokes: []

        known: true
        samples: views.samples
        step: 3

        StepPage {
            anchors.fill: parent
            cancelText: views.samples.t("不签了，取消", "Do not sign")
            detail: views.samples.t("签名只用于这一次的申请", "For this application only")
            title: views.samples.t("请签名", "Please sign")

            SignatureField {
                height: parent.height
                pixelsPerMillimetre: 4
                strokes: signFrame.strokes
                width: parent.width
                written: signFrame.strokes.length * 30
            }
        }
    }

    Component {
        id: signView

        SignSample {
        }
    }
    Component {
        id: signWrittenView

        SignSample {
            strokes: [10, 20, 30].map(y => [10, 25, 40].map(x => ({
                                    "x": x,
                                    "y": y + x / 10,
                                    "pressure": 0.5,
                                    "time_ms": x * 10
                                })))
        }
    }
    Component {
        id: formView

        SampleFrame {
            samples: views.samples
            known: true
            step: 3

            FormPage {
                anchors.fill: parent
                fields: views.samples.formFields
            }
        }
    }
    Component {
        id: formErrorView

        SampleFrame {
            samples: views.samples
            known: true
            step: 3

            FormPage {
                anchors.fill: parent
                errors: ({
                        "purpose": views.samples.t("请选一项：用途", "Please choose: purpose")
                    })
                fields: views.samples.formFields
            }
        }
    }
    Component {
        id: formMissingView

        SampleFrame {
            samples: views.samples
            known: true
            step: 3

            FormPage {
                anchors.fill: parent
                fields: views.samples.insuranceFields
                unavailable: [views.samples.t("工伤保险", "Work injury insurance")]
            }
        }
    }
    Component {
        id: queryView

        SampleFrame {
            samples: views.samples
            known: true
            step: 4

            QueryPage {
                anchors.fill: parent
                message: views.samples.t("正在向公安局查询", "Asking Public Security")
                waited: 10000
            }
        }
    }
    Component {
        id: resultView

        SampleFrame {
            samples: views.samples
            known: true
            step: 4

            ResultPage {
                anchors.fill: parent
                documentName: views.samples.entry.guide.result.name
                fields: views.samples.fields
                purpose: views.samples.t("办理入职", "New job")
            }
        }
    }
    Component {
        id: resultRevealedView

        SampleFrame {
            samples: views.samples
            known: true
            step: 4

            ResultPage {
                anchors.fill: parent
                documentName: views.samples.entry.guide.result.name
                fields: views.samples.fields
                purpose: views.samples.t("办理入职", "New job")
                revealed: true
            }
        }
    }
    Component {
        id: recordsView

        SampleFrame {
            samples: views.samples
            known: true
            step: 4

            RecordsPage {
                anchors.fill: parent
                unavailable: [views.samples.t("工伤保险", "Work injury insurance")]
                records: views.samples.insurances
                title: views.samples.t("您的参保信息", "What you are insured for")
            }
        }
    }
    Component {
        id: recordsEmptyView

        SampleFrame {
            samples: views.samples
            known: true
            step: 4

            RecordsPage {
                anchors.fill: parent
                emptyText: views.samples.t("这段时间没有缴费记录", "No contributions in this time")
                printable: true
                title: views.samples.t("缴费明细", "Contributions")
            }
        }
    }
    Component {
        id: recordsPickView

        SampleFrame {
            samples: views.samples
            step: 3

            RecordsPage {
                anchors.fill: parent
                pick: true
                records: views.samples.companies
                title: views.samples.t("请选一家", "Choose one")
            }
        }
    }
    component TableSample: SampleFrame {
        id: tableFrame

        property bool revealed: false

        samples: views.samples
        known: true
        step: 4

        RecordsPage {
            anchors.fill: parent
            printable: true
            revealed: tableFrame.revealed
            table: views.samples.contributions
            title: views.samples.t("缴费明细", "Contributions")
        }
    }
    Component {
        id: tableView

        TableSample {
        }
    }
    Component {
        id: tableRevealedView

        TableSample {
            revealed: true
        }
    }
    Component {
        id: previewView

        SampleFrame {
            samples: views.samples
            known: true
            step: 4

            PreviewPage {
                anchors.fill: parent
                documentName: views.samples.entry.guide.result.name
                pages: 2
            }
        }
    }
    Component {
        id: confirmView

        SampleFrame {
            samples: views.samples
            known: true
            step: 4

            ConfirmPage {
                anchors.fill: parent
                consequence: views.samples.t("打印后会记录一次用途，不收费", "The purpose is recorded; no charge")
                fields: views.samples.fields.slice(0, 2)
                question: views.samples.t("您要打印 1 份电子身份证，对吗？", "Print one ID card page?")
            }
        }
    }
    Component {
        id: moduleErrorView

        SampleFrame {
            samples: views.samples
            known: true
            step: 4

            ModuleErrorPage {
                anchors.fill: parent
                code: "PLT-0101"
                heading: views.samples.t("没有查到结果", "No answer")
                reason: views.samples.t("公安局的系统没有回答", "The department did not answer")
                retryable: true
            }
        }
    }
    Component {
        id: waitingView

        SampleFrame {
            samples: views.samples
            known: true
            step: 3

            WaitingPage {
                anchors.fill: parent
                message: views.samples.t("正在准备页面", "Preparing")
                waited: 3500
            }
        }
    }
}
