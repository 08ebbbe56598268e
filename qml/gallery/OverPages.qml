import QtQuick
import Kiosk.Shell

// Dialogs and sheets over a page.
Item {
    id: views

    required property Samples samples
    readonly property var pages: ({
            "timeout": timeoutView,
            "card-taken": cardTakenView,
            "confirm-exit": confirmExitView,
            "help": helpView,
            "help-called": helpCalledView,
            "help-ask": helpAskView,
            "complaint": complaintView,
            "notices": noticesView,
            "language": languageView,
            "volume": volumeView
        })

    Component {
        id: timeoutView

        SampleOver {
            samples: views.samples

            TimeoutDialog {
                seconds: 23
            }
        }
    }
    Component {
        id: cardTakenView

        SampleOver {
            samples: views.samples

            TimeoutDialog {
                cardTaken: true
                seconds: 28
            }
        }
    }
    Component {
        id: confirmExitView

        SampleOver {
            samples: views.samples

            ConfirmExitDialog {
                cardInside: true
            }
        }
    }
    Component {
        id: helpView

        SampleOver {
            samples: views.samples

            HelpSheet {
                withExpert: true
            }
        }
    }
    Component {
        id: helpCalledView

        SampleOver {
            samples: views.samples

            HelpSheet {
                phase: "called"
            }
        }
    }
    Component {
        id: helpAskView

        SampleOver {
            samples: views.samples

            HelpSheet {
                callable: false
            }
        }
    }
    Component {
        id: complaintView

        SampleOver {
            samples: views.samples

            ComplaintSheet {
                complaint: views.samples.complaint
            }
        }
    }
    Component {
        id: noticesView

        SampleOver {
            samples: views.samples

            NoticeSheet {
                notices: views.samples.notices
                outlet: views.samples.outletInfo
            }
        }
    }
    Component {
        id: languageView

        SampleOver {
            samples: views.samples

            LanguageSheet {
            }
        }
    }
    Component {
        id: volumeView

        SampleOver {
            samples: views.samples

            VolumeSheet {
            }
        }
    }
}
