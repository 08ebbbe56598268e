import QtQuick
import Kiosk.Shell

// Before a citizen has said who they are.
Item {
    id: views

    required property Samples samples
    readonly property var pages: ({
            "attract": attractView,
            "home": homeView,
            "home-unavailable": homeUnavailableView,
            "guide": guideView,
            "guide-precheck": guidePrecheckView,
            "guide-details": guideDetailsView,
            "guide-faq": guideFaqView,
            "guide-sample": guideSampleView,
            "guide-elsewhere": guideElsewhereView,
            "category": categoryView,
            "category-none": categoryNoneView,
            "search": searchView,
            "search-results": searchResultsView,
            "search-none": searchNoneView
        })

    // Every second one for now, the others always.
    function unavailable(item: var, index: int): var {
        return Object.assign({
                "available": false,
                "reason": index % 2 === 1 ? samples.t("打印机缺纸", "The printer is out of paper") : ""
            }, item);
    }

    Component {
        id: attractView

        AttractPage {
            now: views.samples.now
            subtitle: views.samples.subtitle
            title: views.samples.title
        }
    }
    Component {
        id: homeView

        SampleFrame {
            samples: views.samples
            navigation: false

            HomePage {
                anchors.fill: parent
                categories: views.samples.categories
                elderItems: views.samples.elderItems
                hotItems: views.samples.hotItems
                notices: views.samples.notices
            }
        }
    }
    Component {
        id: homeUnavailableView

        SampleFrame {
            samples: views.samples
            navigation: false

            HomePage {
                anchors.fill: parent
                categories: views.samples.categories
                elderItems: views.samples.elderItems.map((item, index) => index > 2 ? views.unavailable(item, index) : item)
                hotItems: views.samples.hotItems.map((item, index) => index > 0 ? views.unavailable(item, index) : item)
                notices: views.samples.notices
            }
        }
    }
    Component {
        id: guideView

        SampleFrame {
            samples: views.samples

            GuidePage {
                anchors.fill: parent
                item: views.samples.entry
                ready: [views.samples.t("居民身份证", "ID card")]
                steps: views.samples.guideSteps
            }
        }
    }
    Component {
        id: guidePrecheckView

        SampleFrame {
            samples: views.samples

            GuidePage {
                anchors.fill: parent
                item: views.samples.entry
                ready: [views.samples.t("居民身份证", "ID card")]
                steps: views.samples.guideSteps
                precheck: views.samples.precheckBad
            }
        }
    }
    Component {
        id: guideDetailsView

        SampleFrame {
            samples: views.samples

            GuidePage {
                anchors.fill: parent
                item: views.samples.entry
                ready: [views.samples.t("居民身份证", "ID card")]
                steps: views.samples.guideSteps
                sheet: "details"
            }
        }
    }
    Component {
        id: guideFaqView

        SampleFrame {
            samples: views.samples

            GuidePage {
                anchors.fill: parent
                item: views.samples.entry
                ready: [views.samples.t("居民身份证", "ID card")]
                steps: views.samples.guideSteps
                sheet: "faq"
            }
        }
    }
    Component {
        id: guideSampleView

        SampleFrame {
            samples: views.samples

            GuidePage {
                anchors.fill: parent
                item: views.samples.entry
                ready: [views.samples.t("居民身份证", "ID card")]
                steps: views.samples.guideSteps
                sheet: "sample"
            }
        }
    }
    Component {
        id: guideElsewhereView

        SampleFrame {
            samples: views.samples

            GuidePage {
                anchors.fill: parent
                item: views.samples.entry
                ready: [views.samples.t("居民身份证", "ID card")]
                steps: views.samples.guideSteps
                precheck: views.samples.precheckBad
                sheet: "elsewhere"
            }
        }
    }
    Component {
        id: categoryView

        SampleFrame {
            samples: views.samples

            CategoryPage {
                anchors.fill: parent
                hue: "huji"
                iconName: "cat-huji"
                items: views.samples.categoryItems
                name: views.samples.t("户籍服务", "Household register")
                alternatives: views.samples.places
            }
        }
    }
    Component {
        id: categoryNoneView

        SampleFrame {
            samples: views.samples

            CategoryPage {
                anchors.fill: parent
                hue: "huji"
                iconName: "cat-huji"
                items: []
                name: views.samples.t("户籍服务", "Household register")
                alternatives: views.samples.places
            }
        }
    }
    Component {
        id: searchView

        SampleFrame {
            samples: views.samples

            SearchPage {
                anchors.fill: parent
                alternatives: views.samples.places
                query: ""
                results: []
                suggestions: views.samples.categoryItems.slice(0, 4)
            }
        }
    }
    Component {
        id: searchResultsView

        SampleFrame {
            samples: views.samples

            SearchPage {
                anchors.fill: parent
                alternatives: views.samples.places
                query: "DZ"
                results: views.samples.categoryItems.slice(0, 2).map(item => Object.assign({
                                "icon": "cat-huji",
                                "hue": "huji"
                            }, item))
                suggestions: views.samples.categoryItems.slice(0, 4)
            }
        }
    }
    Component {
        id: searchNoneView

        SampleFrame {
            samples: views.samples

            SearchPage {
                anchors.fill: parent
                alternatives: views.samples.places
                query: "CBZM"
                results: []
                suggestions: views.samples.categoryItems.slice(0, 4)
            }
        }
    }
}
