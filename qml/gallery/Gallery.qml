import QtQuick
import Kiosk.Controls
import Kiosk.Flow
import Kiosk.Shell

// Every page by name, with sample data.
Item {
    id: gallery

    property bool english: false
    property string page: "home"
    readonly property list<string> pages: ["attract", "home", "home-unavailable", "guide", "guide-precheck", "guide-details", "guide-faq", "guide-sample", "guide-elsewhere", "category", "category-none", "search", "search-results", "search-none", "notice", "identify", "identify-reading", "identify-error", "verify", "verify-sms", "verify-sms-code", "verify-sms-wrong", "form", "form-error", "query", "result", "result-revealed", "preview", "confirm", "module-error", "waiting", "print", "take", "take-card", "take-paper", "take-taken", "evaluate-start", "evaluate", "evaluate-bad", "evaluate-writing", "fault", "module-stopped", "farewell", "out-of-service", "timeout", "confirm-exit", "help", "complaint", "notices", "language", "volume"]
    readonly property bool settled: loader.status === Loader.Ready
    readonly property var views: ({
            "attract": attractView,
            "home": homeView,
            "home-unavailable": home_unavailableView,
            "guide": guideView,
            "guide-precheck": guide_precheckView,
            "guide-details": guide_detailsView,
            "guide-faq": guide_faqView,
            "guide-sample": guide_sampleView,
            "guide-elsewhere": guide_elsewhereView,
            "category": categoryView,
            "category-none": category_noneView,
            "search": searchView,
            "search-results": search_resultsView,
            "search-none": search_noneView,
            "notice": noticeView,
            "identify": identifyView,
            "identify-reading": identify_readingView,
            "identify-error": identify_errorView,
            "verify": verifyView,
            "verify-sms": verify_smsView,
            "verify-sms-code": verify_sms_codeView,
            "verify-sms-wrong": verify_sms_wrongView,
            "form": formView,
            "form-error": form_errorView,
            "query": queryView,
            "result": resultView,
            "result-revealed": result_revealedView,
            "preview": previewView,
            "confirm": confirmView,
            "module-error": module_errorView,
            "waiting": waitingView,
            "print": printView,
            "take": takeView,
            "take-card": take_cardView,
            "take-paper": take_paperView,
            "take-taken": take_takenView,
            "evaluate-start": evaluate_startView,
            "evaluate": evaluateView,
            "evaluate-writing": evaluate_writingView,
            "evaluate-bad": evaluate_badView,
            "fault": faultView,
            "module-stopped": module_stoppedView,
            "farewell": farewellView,
            "out-of-service": out_of_serviceView,
            "timeout": timeoutView,
            "confirm-exit": confirm_exitView,
            "help": helpView,
            "complaint": complaintView,
            "notices": noticesView,
            "language": languageView,
            "volume": volumeView
        })

    Samples {
        id: samples

        english: gallery.english
    }

    component Framed: ShellFrame {
        now: samples.now
        outlet: samples.outlet
        subtitle: samples.subtitle
        terminal: samples.terminal
        title: samples.title
    }

    Loader {
        id: loader

        anchors.fill: parent
        sourceComponent: gallery.views[gallery.page] ?? null
    }

    Component {
        id: attractView

        AttractPage {
            now: samples.now
            subtitle: samples.subtitle
            title: samples.title
        }
    }

    Component {
        id: homeView

        Framed {
            navigation: false

            HomePage {
                anchors.fill: parent
                categories: samples.categories
                elderItems: samples.elderItems
                hotItems: samples.hotItems
                notices: samples.notices
            }
        }
    }

    Component {
        id: home_unavailableView

        Framed {
            navigation: false

            HomePage {
                anchors.fill: parent
                categories: samples.categories
                elderItems: samples.elderItems
                hotItems: samples.hotItems.map((item, index) => index === 2 ? Object.assign({
                                "available": false
                            }, item) : item)
                notices: samples.notices
            }
        }
    }

    Component {
        id: guideView

        Framed {

            GuidePage {
                anchors.fill: parent
                item: samples.entry
                ready: [samples.t("居民身份证", "ID card")]
                steps: samples.guideSteps
            }
        }
    }

    Component {
        id: guide_precheckView

        Framed {

            GuidePage {
                anchors.fill: parent
                item: samples.entry
                ready: [samples.t("居民身份证", "ID card")]
                steps: samples.guideSteps
                precheck: samples.precheckBad
            }
        }
    }

    Component {
        id: guide_detailsView

        Framed {

            GuidePage {
                anchors.fill: parent
                item: samples.entry
                ready: [samples.t("居民身份证", "ID card")]
                steps: samples.guideSteps
                sheet: "details"
            }
        }
    }

    Component {
        id: guide_faqView

        Framed {

            GuidePage {
                anchors.fill: parent
                item: samples.entry
                ready: [samples.t("居民身份证", "ID card")]
                steps: samples.guideSteps
                sheet: "faq"
            }
        }
    }

    Component {
        id: guide_sampleView

        Framed {

            GuidePage {
                anchors.fill: parent
                item: samples.entry
                ready: [samples.t("居民身份证", "ID card")]
                steps: samples.guideSteps
                sheet: "sample"
            }
        }
    }

    Component {
        id: guide_elsewhereView

        Framed {

            GuidePage {
                anchors.fill: parent
                item: samples.entry
                ready: [samples.t("居民身份证", "ID card")]
                steps: samples.guideSteps
                precheck: samples.precheckBad
                sheet: "elsewhere"
            }
        }
    }

    Component {
        id: categoryView

        Framed {

            CategoryPage {
                anchors.fill: parent
                hue: "huji"
                iconName: "cat-huji"
                items: samples.categoryItems
                name: samples.t("户籍服务", "Household register")
                alternatives: samples.places
            }
        }
    }

    Component {
        id: category_noneView

        Framed {

            CategoryPage {
                anchors.fill: parent
                hue: "huji"
                iconName: "cat-huji"
                items: []
                name: samples.t("户籍服务", "Household register")
                alternatives: samples.places
            }
        }
    }

    Component {
        id: searchView

        Framed {

            SearchPage {
                anchors.fill: parent
                alternatives: samples.places
                query: ""
                results: []
                suggestions: samples.categoryItems.slice(0, 4)
            }
        }
    }

    Component {
        id: search_resultsView

        Framed {

            SearchPage {
                anchors.fill: parent
                alternatives: samples.places
                query: "DZ"
                results: samples.categoryItems.slice(0, 2).map(item => Object.assign({
                                "icon": "cat-huji",
                                "hue": "huji"
                            }, item))
                suggestions: samples.categoryItems.slice(0, 4)
            }
        }
    }

    Component {
        id: search_noneView

        Framed {

            SearchPage {
                anchors.fill: parent
                alternatives: samples.places
                query: "CBZM"
                results: []
                suggestions: samples.categoryItems.slice(0, 4)
            }
        }
    }

    Component {
        id: noticeView

        Framed {
            itemName: samples.item
            step: 0
            steps: samples.steps

            NoticePage {
                anchors.fill: parent
                paragraphs: samples.paragraphs
            }
        }
    }

    Component {
        id: identifyView

        Framed {
            itemName: samples.item
            step: 1
            steps: samples.steps

            IdentifyPage {
                anchors.fill: parent
                remaining: 48
            }
        }
    }

    Component {
        id: identify_readingView

        Framed {
            itemName: samples.item
            step: 1
            steps: samples.steps

            IdentifyPage {
                anchors.fill: parent
                phase: "reading"
                remaining: 46
            }
        }
    }

    Component {
        id: identify_errorView

        Framed {
            itemName: samples.item
            step: 1
            steps: samples.steps

            IdentifyPage {
                anchors.fill: parent
                phase: "error"
                errorText: samples.t("身份证已过有效期，请换证后再来", "The card is out of date")
                remaining: 41
            }
        }
    }

    Component {
        id: verifyView

        Framed {
            itemName: samples.item
            step: 2
            steps: samples.steps

            VerifyPage {
                anchors.fill: parent
                methods: samples.methods
            }
        }
    }

    Component {
        id: verify_smsView

        Framed {
            itemName: samples.item
            step: 2
            steps: samples.steps

            VerifyPage {
                anchors.fill: parent
                methods: samples.methods
                method: "idcard+sms"
                maskedPhone: "100****0001"
            }
        }
    }

    Component {
        id: verify_sms_codeView

        Framed {
            itemName: samples.item
            step: 2
            steps: samples.steps

            VerifyPage {
                anchors.fill: parent
                methods: samples.methods
                method: "idcard+sms"
                maskedPhone: "100****0001"
                code: "381"
                phase: "sent"
                resendIn: 42
            }
        }
    }

    Component {
        id: verify_sms_wrongView

        Framed {
            itemName: samples.item
            step: 2
            steps: samples.steps

            VerifyPage {
                anchors.fill: parent
                methods: samples.methods
                method: "idcard+sms"
                maskedPhone: "100****0001"
                errorText: samples.t("验证码不对，还可以试 2 次", "Wrong code, 2 more tries")
                phase: "sent"
            }
        }
    }

    Component {
        id: formView

        Framed {
            itemName: samples.item
            step: 3
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified

            FormPage {
                anchors.fill: parent
                fields: samples.formFields
            }
        }
    }

    Component {
        id: form_errorView

        Framed {
            itemName: samples.item
            step: 3
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified

            FormPage {
                anchors.fill: parent
                errors: ({
                        "purpose": samples.t("请选一项：用途", "Please choose: purpose")
                    })
                fields: samples.formFields
            }
        }
    }

    Component {
        id: queryView

        Framed {
            itemName: samples.item
            step: 4
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified

            QueryPage {
                anchors.fill: parent
                message: samples.t("正在向公安局查询", "Asking Public Security")
                waited: 10000
            }
        }
    }

    Component {
        id: resultView

        Framed {
            itemName: samples.item
            step: 4
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified

            ResultPage {
                anchors.fill: parent
                documentName: samples.entry.guide.result.name
                fields: samples.fields
                purpose: samples.t("办理入职", "New job")
            }
        }
    }

    Component {
        id: result_revealedView

        Framed {
            itemName: samples.item
            step: 4
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified

            ResultPage {
                anchors.fill: parent
                documentName: samples.entry.guide.result.name
                fields: samples.fields
                purpose: samples.t("办理入职", "New job")
                revealed: true
            }
        }
    }

    Component {
        id: previewView

        Framed {
            itemName: samples.item
            step: 4
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified

            PreviewPage {
                anchors.fill: parent
                documentName: samples.entry.guide.result.name
                pages: 2
            }
        }
    }

    Component {
        id: confirmView

        Framed {
            itemName: samples.item
            step: 4
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified

            ConfirmPage {
                anchors.fill: parent
                consequence: samples.t("打印后会记录一次用途，不收费", "The purpose is recorded; no charge")
                fields: samples.fields.slice(0, 2)
                question: samples.t("您要打印 1 份电子身份证，对吗？", "Print one ID card page?")
            }
        }
    }

    Component {
        id: module_errorView

        Framed {
            itemName: samples.item
            step: 4
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified

            ModuleErrorPage {
                anchors.fill: parent
                code: "PLT-0101"
                heading: samples.t("没有查到结果", "No answer")
                reason: samples.t("公安局的系统没有回答", "The department did not answer")
                retryable: true
            }
        }
    }

    Component {
        id: waitingView

        Framed {
            itemName: samples.item
            step: 3
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified

            WaitingPage {
                anchors.fill: parent
                message: samples.t("正在准备页面", "Preparing")
                waited: 3500
            }
        }
    }

    Component {
        id: printView

        Framed {
            itemName: samples.item
            step: 5
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified
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

        Framed {
            itemName: samples.item
            step: 5
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified
            exitVisible: false
            navigation: false
            reminder: samples.t("取走后自动进入评价", "Rating follows by itself")
            reminderIcon: "st-info"
            reminderStrong: samples.t("无需其他操作", "Nothing else to do")

            TakePage {
                anchors.fill: parent
                keepIn: 42
                pages: 2
            }
        }
    }

    Component {
        id: take_cardView

        Framed {
            itemName: samples.item
            step: 5
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified
            exitVisible: false
            navigation: false
            reminder: samples.t("取走后自动进入评价", "Rating follows by itself")
            reminderIcon: "st-info"
            reminderStrong: samples.t("无需其他操作", "Nothing else to do")

            TakePage {
                anchors.fill: parent
                paper: ""
            }
        }
    }

    Component {
        id: take_paperView

        Framed {
            itemName: samples.item
            step: 5
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified
            exitVisible: false
            navigation: false
            reminder: samples.t("取走后自动进入评价", "Rating follows by itself")
            reminderIcon: "st-info"
            reminderStrong: samples.t("无需其他操作", "Nothing else to do")

            TakePage {
                anchors.fill: parent
                card: ""
                keepIn: 42
            }
        }
    }

    Component {
        id: take_takenView

        Framed {
            itemName: samples.item
            step: 5
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified
            exitVisible: false
            navigation: false
            reminder: samples.t("取走后自动进入评价", "Rating follows by itself")
            reminderIcon: "st-info"
            reminderStrong: samples.t("无需其他操作", "Nothing else to do")

            TakePage {
                anchors.fill: parent
                paper: "taken"
                pages: 2
            }
        }
    }

    Component {
        id: evaluate_startView

        Framed {
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified

            EvaluatePage {
                anchors.fill: parent
                itemName: samples.item
                options: samples.ratingOptions
                remaining: 30
            }
        }
    }

    Component {
        id: evaluateView

        Framed {
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified

            EvaluatePage {
                anchors.fill: parent
                itemName: samples.item
                options: samples.ratingOptions
                remaining: 24
                stars: 4
                chosen: ["412"]
                service: 4
                network: 5
            }
        }
    }

    Component {
        id: evaluate_badView

        Framed {
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified

            EvaluatePage {
                anchors.fill: parent
                itemName: samples.item
                options: samples.ratingOptions
                remaining: 24
                stars: 2
            }
        }
    }

    Component {
        id: evaluate_writingView

        Framed {
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified

            EvaluatePage {
                anchors.fill: parent
                itemName: samples.item
                options: samples.ratingOptions
                remaining: 24
                stars: 4
                writing: true
            }
        }
    }

    Component {
        id: faultView

        Framed {
            itemName: samples.item
            step: 5
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified

            FaultPage {
                anchors.fill: parent
                choices: samples.choices
                code: "PRN-0201"
                done: samples.done
                iconName: "st-paper-out"
                reason: samples.t("打印机缺纸，还差 2 页", "Out of paper, 2 pages missing")
                time: samples.now
                title: samples.t("没有打印成功", "Not printed")
            }
        }
    }

    Component {
        id: module_stoppedView

        Framed {
            itemName: samples.item
            step: 3
            steps: samples.steps
            identified: true
            person: samples.person
            remaining: 165
            verified: samples.verified

            FaultPage {
                anchors.fill: parent
                choices: [{
                        "id": "again",
                        "icon": "act-refresh",
                        "name": samples.t("重新办理", "Start again"),
                        "detail": samples.t("从选择内容开始", "From the options")
                    }, {
                        "id": "home",
                        "icon": "act-home",
                        "name": samples.t("办别的事", "Something else"),
                        "detail": samples.t("回到首页", "Back to the start")
                    }]
                code: "MOD-0103"
                done: [{
                        "strong": samples.t("没有打印，也没有扣费", "Nothing was printed or charged"),
                        "rest": ""
                    }]
                iconName: "act-module"
                reason: samples.t("这项服务的程序停了，已记录并报修", "The service stopped; it was reported")
                time: samples.now
                title: samples.t("这项服务暂时不能用", "Not available now")
            }
        }
    }

    Component {
        id: farewellView

        Framed {
            navigation: false

            FarewellPage {
                anchors.fill: parent
            }
        }
    }

    Component {
        id: out_of_serviceView

        Framed {
            navigation: false

            OutOfServicePage {
                anchors.fill: parent
                alternatives: samples.places
                code: "DEV-0001"
                expected: samples.t("今天 14:00", "today 14:00")
                reason: samples.t("打印机正在检修", "The printer is being repaired")
            }
        }
    }

    Component {
        id: timeoutView

        Item {
            Framed {
                anchors.fill: parent
                identified: true
                itemName: samples.item
                person: "••"
                remaining: 23
                step: 4
                steps: samples.steps
                verified: samples.verified

                ResultPage {
                    anchors.fill: parent
                    concealed: true
                    documentName: samples.entry.guide.result.name
                    fields: samples.fields
                    purpose: samples.t("办理入职", "New job")
                }
            }
            TimeoutDialog {
                seconds: 23
            }
        }
    }

    Component {
        id: confirm_exitView

        Item {
            Framed {
                anchors.fill: parent
                identified: true
                itemName: samples.item
                person: "••"
                remaining: 23
                step: 4
                steps: samples.steps
                verified: samples.verified

                ResultPage {
                    anchors.fill: parent
                    concealed: true
                    documentName: samples.entry.guide.result.name
                    fields: samples.fields
                    purpose: samples.t("办理入职", "New job")
                }
            }
            ConfirmExitDialog {
                cardInside: true
            }
        }
    }

    Component {
        id: helpView

        Item {
            Framed {
                anchors.fill: parent
                identified: true
                itemName: samples.item
                person: "••"
                remaining: 23
                step: 4
                steps: samples.steps
                verified: samples.verified

                ResultPage {
                    anchors.fill: parent
                    concealed: true
                    documentName: samples.entry.guide.result.name
                    fields: samples.fields
                    purpose: samples.t("办理入职", "New job")
                }
            }
            HelpSheet {
                withExpert: true
            }
        }
    }

    Component {
        id: complaintView

        Item {
            Framed {
                anchors.fill: parent
                identified: true
                itemName: samples.item
                person: "••"
                remaining: 23
                step: 4
                steps: samples.steps
                verified: samples.verified

                ResultPage {
                    anchors.fill: parent
                    concealed: true
                    documentName: samples.entry.guide.result.name
                    fields: samples.fields
                    purpose: samples.t("办理入职", "New job")
                }
            }
            ComplaintSheet {
                complaint: samples.complaint
            }
        }
    }

    Component {
        id: noticesView

        Item {
            Framed {
                anchors.fill: parent
                identified: true
                itemName: samples.item
                person: "••"
                remaining: 23
                step: 4
                steps: samples.steps
                verified: samples.verified

                ResultPage {
                    anchors.fill: parent
                    concealed: true
                    documentName: samples.entry.guide.result.name
                    fields: samples.fields
                    purpose: samples.t("办理入职", "New job")
                }
            }
            NoticeSheet {
                notices: samples.notices
                outlet: samples.outletInfo
            }
        }
    }

    Component {
        id: languageView

        Item {
            Framed {
                anchors.fill: parent
                identified: true
                itemName: samples.item
                person: "••"
                remaining: 23
                step: 4
                steps: samples.steps
                verified: samples.verified

                ResultPage {
                    anchors.fill: parent
                    concealed: true
                    documentName: samples.entry.guide.result.name
                    fields: samples.fields
                    purpose: samples.t("办理入职", "New job")
                }
            }
            LanguageSheet {
            }
        }
    }

    Component {
        id: volumeView

        Item {
            Framed {
                anchors.fill: parent
                identified: true
                itemName: samples.item
                person: "••"
                remaining: 23
                step: 4
                steps: samples.steps
                verified: samples.verified

                ResultPage {
                    anchors.fill: parent
                    concealed: true
                    documentName: samples.entry.guide.result.name
                    fields: samples.fields
                    purpose: samples.t("办理入职", "New job")
                }
            }
            VolumeSheet {
            }
        }
    }
}
