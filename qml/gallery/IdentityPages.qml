import QtQuick
import Kiosk.Flow
import Kiosk.Shell

// The card and the proof that it is theirs.
Item {
    id: views

    required property Samples samples
    readonly property var pages: ({
            "notice": noticeView,
            "identify": identifyView,
            "identify-reading": identifyReadingView,
            "identify-error": identifyErrorView,
            "verify": verifyView,
            "verify-sms": verifySmsView,
            "verify-sms-code": verifySmsCodeView,
            "verify-sms-wrong": verifySmsWrongView
        })

    Component {
        id: noticeView

        SampleFrame {
            samples: views.samples
            step: 0

            NoticePage {
                anchors.fill: parent
                paragraphs: views.samples.paragraphs
            }
        }
    }
    Component {
        id: identifyView

        SampleFrame {
            samples: views.samples
            step: 1

            IdentifyPage {
                anchors.fill: parent
                remaining: 48
            }
        }
    }
    Component {
        id: identifyReadingView

        SampleFrame {
            samples: views.samples
            step: 1

            IdentifyPage {
                anchors.fill: parent
                phase: "reading"
                remaining: 46
            }
        }
    }
    Component {
        id: identifyErrorView

        SampleFrame {
            samples: views.samples
            step: 1

            IdentifyPage {
                anchors.fill: parent
                phase: "error"
                errorText: views.samples.t("身份证已过有效期，请换证后再来", "The card is out of date")
                remaining: 41
            }
        }
    }
    Component {
        id: verifyView

        SampleFrame {
            samples: views.samples
            step: 2

            VerifyPage {
                anchors.fill: parent
                methods: views.samples.methods
            }
        }
    }
    Component {
        id: verifySmsView

        SampleFrame {
            samples: views.samples
            step: 2

            VerifyPage {
                anchors.fill: parent
                methods: views.samples.methods
                method: "idcard+sms"
                maskedPhone: "100****0001"
            }
        }
    }
    Component {
        id: verifySmsCodeView

        SampleFrame {
            samples: views.samples
            step: 2

            VerifyPage {
                anchors.fill: parent
                methods: views.samples.methods
                method: "idcard+sms"
                maskedPhone: "100****0001"
                code: "381"
                phase: "sent"
                resendIn: 42
            }
        }
    }
    Component {
        id: verifySmsWrongView

        SampleFrame {
            samples: views.samples
            step: 2

            VerifyPage {
                anchors.fill: parent
                methods: views.samples.methods
                method: "idcard+sms"
                maskedPhone: "100****0001"
                errorText: views.samples.t("验证码不对，还可以试 2 次", "Wrong code, 2 more tries")
                phase: "sent"
            }
        }
    }
}
