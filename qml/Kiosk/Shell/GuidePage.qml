import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The service guide of an item: what matters at once on the page, every other field of the catalogue one press
// away. `item` is the catalogue entry as it stands in module.yaml.
Item {
    id: page

    required property var item
    // Names and icons of the steps: [{name, icon}]
    required property var steps
    // {ok, reason, detail, alternatives: [{name, detail}]}: what the check before the start found
    property var precheck: ({
            "ok": true
        })
    property int minutes: 3
    property url sample
    property bool withPrint: true
    property bool withTakeaway: true
    // Names of materials the citizen has ticked
    property var ready: []
    // "", "details", "materials", "faq", "sample", "elsewhere"
    property string sheet

    readonly property var guide: item.guide ?? {}
    readonly property var materials: guide.materials ?? []
    readonly property var questions: guide.faq ?? []
    readonly property string auth: item.kiosk?.auth ?? "L0"
    readonly property bool possible: precheck.ok !== false
    readonly property bool wide: Theme.landscape
    readonly property real margin: Theme.spacing.pageMargin
    readonly property real gap: wide ? Theme.spacing.rowGap : Theme.spacing.blockGap
    readonly property int shownMaterials: Math.min(Theme.elder ? 1 : 2, materials.length)

    signal started
    signal printRequested
    signal takeawayRequested
    signal elsewhereRequested

    function limitText(limit: var): string {
        if (!limit)
            return qsTr("以告知为准");
        if (limit.value === 0)
            return qsTr("当场办结");
        switch (limit.unit) {
        case "day":
            return qsTr("%1 天").arg(limit.value);
        case "month":
            return qsTr("%1 个月").arg(limit.value);
        case "hour":
            return qsTr("%1 小时").arg(limit.value);
        case "minute":
            return qsTr("%1 分钟").arg(limit.value);
        default:
            return qsTr("%1 个工作日").arg(limit.value);
        }
    }
    function feeText(): string {
        const fee = guide.fee ?? {};
        if (!fee.charged)
            return qsTr("0 元");
        return (fee.items ?? []).map(entry => entry.name + " " + entry.standard).join("，") || qsTr("按标准收费");
    }
    function materialHint(material: var): string {
        if (material.exempt === "shared")
            return qsTr("由数据共享取得，您不用带");
        if (material.exempt === "ecert")
            return qsTr("用电子证照，您不用带");
        if (material.exempt === "commitment")
            return qsTr("可以书面承诺代替");
        const parts = [];
        if (material.kind === "original")
            parts.push(qsTr("原件"));
        else if (material.kind === "copy")
            parts.push(qsTr("复印件"));
        else if (material.kind)
            parts.push(qsTr("原件和复印件"));
        if (material.spec)
            parts.push(material.spec);
        if (material.tips)
            parts.push(material.tips);
        return parts.join(qsTr("，"));
    }
    function tick(name: string): void {
        ready = ready.includes(name) ? ready.filter(entry => entry !== name) : ready.concat([name]);
    }
    function lines(list: var): string {
        return (list ?? []).map((entry, index) => (index + 1) + ". " + entry).join("\n");
    }
    function named(table: var, key: var): string {
        return table[String(key)] ?? String(key ?? "");
    }
    // Every field of the catalogue that the page itself has no room for
    function detailSections(): var {
        const types = {
            "01": qsTr("行政许可"),
            "05": qsTr("行政给付"),
            "07": qsTr("行政确认"),
            "10": qsTr("其他类别"),
            "20": qsTr("公共服务")
        };
        const levels = {
            "1": qsTr("国家级"),
            "2": qsTr("省级"),
            "3": qsTr("市级"),
            "4": qsTr("县级"),
            "5": qsTr("镇街级"),
            "6": qsTr("村社级")
        };
        const natures = {
            "1": qsTr("法定机关"),
            "2": qsTr("授权组织"),
            "3": qsTr("受委托组织"),
            "9": qsTr("其他")
        };
        const people = {
            "1": qsTr("自然人"),
            "2": qsTr("企业法人"),
            "3": qsTr("事业法人"),
            "4": qsTr("社会组织法人"),
            "5": qsTr("行政机关"),
            "6": qsTr("其他组织")
        };
        const cases = {
            "1": qsTr("即办件"),
            "2": qsTr("承诺件"),
            "9": qsTr("其他")
        };
        const ways = {
            "1": qsTr("窗口"),
            "2": qsTr("电脑端网办"),
            "3": qsTr("移动端"),
            "4": qsTr("快递申请"),
            "9": qsTr("自助终端")
        };
        const areas = {
            "national": qsTr("全国通办"),
            "cross_province": qsTr("跨省通办"),
            "cross_city": qsTr("跨市通办"),
            "cross_county": qsTr("跨县通办"),
            "none": qsTr("本地办理")
        };
        const g = guide;
        const fee = g.fee ?? {};
        const sections = [{
                "name": qsTr("谁能办"),
                "text": lines(g.conditions)
            }, {
                "name": qsTr("服务对象"),
                "text": (g.targets ?? []).map(target => named(people, target)).join("、")
            }, {
                "name": qsTr("设定依据"),
                "text": (g.legal_basis ?? []).map(basis => [basis.doc, basis.number, basis.article, basis.text].filter(part => part).join(" ")).join("\n")
            }, {
                "name": qsTr("办理流程"),
                "text": lines(g.process)
            }, {
                "name": qsTr("特别程序"),
                "text": lines(g.special)
            }, {
                "name": qsTr("办理时限"),
                "text": qsTr("承诺时限：%1").arg(limitText(g.limit?.promise)) + "\n" + qsTr("法定时限：%1").arg(limitText(g.limit?.legal)) + [g.limit?.promise?.note, g.limit?.legal?.note].filter(part => part).map(part => "\n" + part).join("")
            }, {
                "name": qsTr("收费"),
                "text": [feeText(), fee.basis].concat((fee.items ?? []).map(entry => [entry.name, entry.standard, entry.basis, entry.reduction].filter(part => part).join("，"))).filter(part => part).join("\n")
            }, {
                "name": qsTr("办理结果"),
                "text": [g.result?.name, g.result?.type, g.result?.validity ? qsTr("有效期：%1").arg(g.result.validity) : ""].filter(part => part).join("\n")
            }, {
                "name": qsTr("办理地点和时间"),
                "text": [g.place, g.hours, g.visit_times !== undefined ? qsTr("到现场次数：%1").arg(g.visit_times) : ""].filter(part => part).join("\n")
            }, {
                "name": qsTr("办理形式"),
                "text": (g.channels ?? []).map(way => named(ways, way)).join("、") + (g.area ? "\n" + named(areas, g.area) : "")
            }, {
                "name": qsTr("实施机构"),
                "text": [g.dept?.name, g.dept?.nature ? named(natures, g.dept.nature) : "", g.dept?.entrust ? qsTr("委托部门：%1").arg(g.dept.entrust) : "", g.level ? qsTr("行使层级：%1").arg(named(levels, g.level)) : ""].filter(part => part).join("\n")
            }, {
                "name": qsTr("事项信息"),
                "text": [g.type ? qsTr("事项类型：%1").arg(named(types, g.type)) : "", g.case_type ? qsTr("办件类型：%1").arg(named(cases, g.case_type)) : "", g.catalog_code ? qsTr("基本编码：%1").arg(g.catalog_code) : "", g.task_code ? qsTr("实施编码：%1").arg(g.task_code) : "", g.version ? qsTr("版本：%1").arg(g.version) : ""].filter(part => part).join("\n")
            }, {
                "name": qsTr("咨询和监督"),
                "text": [qsTr("咨询：%1").arg([g.consult?.phone, g.consult?.addr, g.consult?.url].filter(part => part).join(" ")), qsTr("监督投诉：%1").arg([g.supervise?.phone, g.supervise?.addr, g.supervise?.url].filter(part => part).join(" "))].join("\n")
            }, {
                "name": qsTr("法律救济"),
                "text": [g.remedy?.review?.org ? qsTr("行政复议：%1").arg([g.remedy.review.org, g.remedy.review.addr, g.remedy.review.phone].filter(part => part).join(" ")) : "", g.remedy?.litigation?.court ? qsTr("行政诉讼：%1").arg([g.remedy.litigation.court, g.remedy.litigation.addr].filter(part => part).join(" ")) : ""].filter(part => part).join("\n")
            }];
        return sections.filter(section => section.text.length > 0);
    }
    function materialSections(): var {
        return materials.map(material => ({
                        "name": material.name,
                        "text": [materialHint(material), material.source_note, material.accept_rule, material.basis, material.copies ? qsTr("原件 %1 份，复印件 %2 份").arg(material.copies.original ?? 0).arg(material.copies.copy ?? 0) : "", material.need === "optional" ? qsTr("非必要材料") : (material.need === "later" ? qsTr("可以容缺后补") : qsTr("必要材料"))].filter(part => part).join("\n")
                    }));
    }

    component Fact: Item {
        property string name
        property string value
        property color ink: Theme.color.text
        property bool first: false

        height: parent?.height ?? 0

        Divider {
            anchors.verticalCenter: parent.verticalCenter
            height: parent.height - 2 * Theme.size.factInset
            visible: !parent.first
        }
        KText {
            color: Theme.color.text2
            fit: true
            font.pixelSize: Theme.type.label
            text: parent.name
            width: parent.width - x
            wrapMode: Text.NoWrap
            x: Theme.spacing.s3
            y: Math.round(parent.height / 2) - height
        }
        KText {
            bold: true
            color: parent.ink
            fit: true
            text: parent.value
            width: parent.width - x - Theme.spacing.s1
            wrapMode: Text.NoWrap
            x: Theme.spacing.s3
            y: Math.round(parent.height / 2) - Theme.spacing.hair
        }
    }
    component GuideRow: Pressable {
        id: row

        property string iconName
        property string detail
        property string value
        property bool last: false
        readonly property bool opens: enabled

        accessibleDescription: detail.length > 0 ? detail : value
        radius: Theme.radius.buttonSmall

        Rectangle {
            anchors.fill: parent
            color: row.down ? Theme.color.primarySoft : "transparent"
            radius: row.radius
        }
        Icon {
            id: rowIcon

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.primary
            name: row.iconName
            size: Theme.size.iconInline
        }
        Column {
            anchors.left: rowIcon.right
            anchors.leftMargin: Theme.spacing.s3
            anchors.right: rowEnd.left
            anchors.rightMargin: Theme.spacing.s1
            anchors.verticalCenter: parent.verticalCenter

            KText {
                bold: true
                fit: true
                text: row.text
                lineHeight: Theme.lineHeight.tile
                width: parent.width
                wrapMode: Text.NoWrap
            }
            KText {
                color: Theme.color.text2
                fit: true
                font.pixelSize: Theme.type.label
                height: Math.min(implicitHeight, row.height - Theme.size.rowName)
                maximumLineCount: 2
                text: row.detail
                visible: row.detail.length > 0
                width: parent.width
            }
        }
        KText {
            id: rowEnd

            anchors.right: rowArrow.visible ? rowArrow.left : parent.right
            anchors.rightMargin: rowArrow.visible ? Theme.spacing.s1 : 0
            anchors.verticalCenter: parent.verticalCenter
            bold: true
            text: row.value
            wrapMode: Text.NoWrap
        }
        Icon {
            id: rowArrow

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.primary
            name: "act-next"
            size: Theme.size.iconInline
            visible: row.opens
        }
        Divider {
            anchors.bottom: parent.bottom
            visible: !row.last
            width: parent.width
        }
    }
    component Head: Item {
        property string text
        property string detail
        property bool pressable: false

        signal pressed

        height: Theme.size.cardTitle
        width: parent?.width ?? 0

        KText {
            bold: true
            fit: true
            font.pixelSize: Theme.type.h2
            height: parent.height
            text: parent.text
            width: parent.width - headHint.width - Theme.spacing.s2
            wrapMode: Text.NoWrap
        }
        KText {
            id: headHint

            anchors.right: parent.right
            color: Theme.color.text2
            font.pixelSize: Theme.type.label
            height: parent.height
            text: parent.detail
            visible: !parent.pressable
            wrapMode: Text.NoWrap
        }
        KButton {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            iconAfter: true
            iconName: "act-next"
            objectName: "guide.materials"
            size: KButton.Slim
            text: parent.detail
            textSize: Theme.type.label
            variant: KButton.Plain
            visible: parent.pressable

            onClicked: parent.pressed()
        }
    }

    KText {
        id: title

        Accessible.name: text
        Accessible.role: Accessible.Heading
        bold: true
        fit: true
        font.pixelSize: Theme.type.h1
        height: Theme.size.guideTitle
        text: page.item.name
        width: page.wide ? Theme.grid.wide : page.width - 2 * page.margin
        wrapMode: Text.NoWrap
        x: page.margin
        y: Theme.size.guideTitleY
    }
    Item {
        id: under

        height: Theme.size.guideUnder
        width: title.width
        x: page.margin
        y: title.y + title.height

        KText {
            color: Theme.color.text2
            fit: true
            font.pixelSize: Theme.type.label
            height: parent.height
            text: page.guide.dept?.name ?? ""
            width: parent.width - chips.width - Theme.spacing.s2
            wrapMode: Text.NoWrap
        }
        Row {
            id: chips

            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.spacing.s2

            StatusChip {
                iconName: "cat-photo"
                text: qsTr("仅限本人")
                visible: page.auth.startsWith("L") && page.auth !== "L0"
            }
            StatusChip {
                iconName: page.auth === "L0" ? "st-ok" : "step-verify"
                text: page.auth === "L0" ? qsTr("不用登录") : (page.auth === "L1" ? qsTr("要刷身份证") : qsTr("要核验本人"))
            }
        }
    }
    Card {
        id: facts

        height: Theme.size.guideFacts
        padding: 0
        width: title.width
        x: page.margin
        y: under.y + under.height + (page.wide ? Theme.spacing.s1 : Theme.spacing.s3 - Theme.spacing.hair)

        Row {
            height: parent.height
            width: parent.width

            Fact {
                first: true
                ink: Theme.color.success
                name: qsTr("承诺时限")
                value: page.limitText(page.guide.limit?.promise)
                width: parent.width / 4
            }
            Fact {
                name: qsTr("法定时限")
                value: page.limitText(page.guide.limit?.legal)
                width: parent.width / 4
            }
            Fact {
                name: qsTr("大约用时")
                value: qsTr("%1 分钟").arg(page.minutes)
                width: parent.width / 4
            }
            Fact {
                name: qsTr("收费")
                value: page.feeText()
                width: parent.width / 4
            }
        }
    }
    Card {
        id: materialCard

        height: Theme.size.cardTitle + 2 * Theme.size.cardInset + page.shownMaterials * Theme.size.materialRow + Theme.border.standard
        padding: 0
        width: title.width
        x: page.margin
        y: facts.y + facts.height + page.gap

        Column {
            width: parent.width - 2 * Theme.spacing.cardPadding
            x: Theme.spacing.cardPadding
            y: Theme.size.cardInset

            Head {
                detail: page.materials.length > page.shownMaterials ? qsTr("全部 %1 项").arg(page.materials.length) : qsTr("备齐的打勾")
                pressable: page.materials.length > page.shownMaterials
                text: qsTr("需要的材料")

                onPressed: page.sheet = "materials"
            }
            Repeater {
                model: page.materials.slice(0, page.shownMaterials)

                Item {
                    id: material

                    required property var modelData
                    readonly property bool exempt: (modelData.exempt ?? null) !== null

                    height: Theme.size.materialRow
                    width: parent?.width ?? 0

                    Divider {
                        width: parent.width
                    }
                    CheckRow {
                        anchors.fill: parent
                        checked: page.ready.includes(material.modelData.name)
                        detail: page.materialHint(material.modelData)
                        objectName: "material." + material.modelData.name
                        text: material.modelData.name
                        trailing: bring
                        visible: !material.exempt

                        onClicked: page.tick(material.modelData.name)
                    }
                    Item {
                        anchors.fill: parent
                        visible: material.exempt

                        Icon {
                            id: exemptIcon

                            anchors.verticalCenter: parent.verticalCenter
                            color: Theme.color.success
                            name: "st-ok"
                            size: Theme.size.checkBox
                        }
                        Column {
                            anchors.left: exemptIcon.right
                            anchors.leftMargin: Theme.spacing.s3
                            anchors.right: exemptChip.left
                            anchors.rightMargin: Theme.spacing.s2
                            anchors.verticalCenter: parent.verticalCenter

                            KText {
                                bold: true
                                fit: true
                                lineHeight: Theme.lineHeight.tile
                                text: material.modelData.name
                                width: parent.width
                                wrapMode: Text.NoWrap
                            }
                            KText {
                                color: Theme.color.text2
                                fit: true
                                font.pixelSize: Theme.type.caption
                                text: page.materialHint(material.modelData)
                                width: parent.width
                                wrapMode: Text.NoWrap
                            }
                        }
                        StatusChip {
                            id: exemptChip

                            anchors.right: parent.right
                            anchors.verticalCenter: parent.verticalCenter
                            iconName: "st-ok"
                            text: qsTr("免提交")
                            tone: StatusChip.Success
                        }
                    }
                }
            }
        }
    }
    Component {
        id: bring

        StatusChip {
            iconName: "st-info"
            text: qsTr("请带上")
        }
    }
    Card {
        id: how

        height: page.wide ? page.height - y - Theme.layout.pageBottom : Theme.size.guideHow
        padding: 0
        width: title.width
        x: page.margin
        visible: page.possible
        y: materialCard.y + materialCard.height + page.gap

        Head {
            detail: qsTr("共 %1 步").arg(page.steps.length)
            text: qsTr("怎么办")
            width: parent.width - 2 * Theme.spacing.cardPadding
            x: Theme.spacing.cardPadding
            y: Theme.size.cardInset
        }
        Row {
            id: nodes

            readonly property real cell: width / Math.max(1, page.steps.length)

            width: parent.width - 2 * Theme.spacing.s1
            x: Theme.spacing.s1
            y: Theme.size.cardInset + Theme.size.cardTitle + (page.wide ? Math.max(0, Math.round((how.height - 2 * Theme.size.cardInset - Theme.size.cardTitle - height) / 2)) : 0)

            Repeater {
                model: page.steps

                Item {
                    id: node

                    required property int index
                    required property var modelData

                    height: disc.height + name.height
                    width: nodes.cell

                    Rectangle {
                        color: Theme.color.stepLine
                        height: Theme.size.stepLine
                        radius: height / 2
                        visible: node.index > 0
                        width: node.width - disc.width - 2 * Theme.spacing.s1
                        x: -width / 2
                        y: Math.round((disc.height - height) / 2)
                    }
                    Rectangle {
                        id: disc

                        anchors.horizontalCenter: parent.horizontalCenter
                        border.color: Theme.color.primary
                        border.width: Theme.highContrast ? Theme.border.standard : 0
                        color: Theme.color.primarySoft
                        height: width
                        radius: width / 2
                        width: Theme.size.guideNode

                        Icon {
                            anchors.centerIn: parent
                            color: Theme.color.primary
                            name: node.modelData.icon
                            size: Theme.size.iconInline
                        }
                    }
                    KText {
                        id: name

                        anchors.horizontalCenter: parent.horizontalCenter
                        fit: true
                        font.pixelSize: Theme.type.label
                        height: Theme.size.guideNodeName
                        horizontalAlignment: Text.AlignHCenter
                        maximumLineCount: 2
                        text: node.modelData.name
                        width: parent.width - Theme.spacing.s1
                        wrapMode: Text.WordWrap
                        y: disc.height
                    }
                }
            }
        }
    }
    Card {
        id: sampleCard

        height: lower.height
        padding: 0
        width: page.wide ? Theme.size.guideSample : Theme.grid.span5
        x: lower.x
        y: lower.y

        DocumentPaper {
            id: paper

            anchors.horizontalCenter: parent.horizontalCenter
            footer: qsTr("第1页 共1页")
            height: Math.round(width * Theme.ratio.paperRatio)
            source: page.sample
            title: page.guide.result?.name ?? page.item.name
            width: Math.round(Math.min(Theme.size.guidePaper, (sampleCard.height - zoom.height - Theme.spacing.s5) / Theme.ratio.paperRatio))
            y: Theme.spacing.s3
        }
        KText {
            anchors.left: parent.left
            anchors.leftMargin: Theme.spacing.cardPadding
            anchors.verticalCenter: zoom.verticalCenter
            bold: true
            fit: true
            text: qsTr("结果样本")
            width: zoom.x - x
            visible: !page.wide
            wrapMode: Text.NoWrap
        }
        KButton {
            id: zoom

            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.size.zoomBottom
            anchors.right: parent.right
            anchors.rightMargin: page.wide ? Math.round((parent.width - width) / 2) : Theme.spacing.s1
            iconName: "act-zoom"
            iconSize: Theme.size.iconInline
            objectName: "guide.zoom"
            size: KButton.Slim
            text: qsTr("放大看")
            variant: KButton.Plain

            onClicked: page.sheet = "sample"
        }
    }
    Item {
        id: lower

        height: page.wide ? page.height - y - Theme.layout.pageBottom - buttons.height - page.gap : buttons.y - page.gap - y
        width: page.wide ? Theme.grid.side : page.width - 2 * page.margin
        x: page.wide ? page.margin + Theme.grid.wide + Theme.spacing.gutter : page.margin
        y: page.wide ? Theme.layout.stepTop : how.y + how.height + page.gap
    }
    Card {
        id: rows

        readonly property real cell: (height - 2 * Theme.size.cardInset) / 5

        height: lower.height
        padding: 0
        width: lower.width - sampleCard.width - Theme.spacing.gutter
        x: lower.x + sampleCard.width + Theme.spacing.gutter
        y: lower.y

        Column {
            width: parent.width - Theme.spacing.cardPadding - Theme.spacing.s4
            x: Theme.spacing.cardPadding
            y: Theme.size.cardInset

            GuideRow {
                detail: page.wide ? "" : (page.guide.conditions ?? [])[0] ?? ""
                height: rows.cell
                iconName: "cat-photo"
                objectName: "guide.who"
                text: qsTr("谁能办")
                width: parent.width

                onClicked: page.sheet = "details"
            }
            GuideRow {
                enabled: false
                height: rows.cell
                iconName: "act-phone"
                objectName: "guide.consult"
                detail: page.wide ? page.guide.consult?.phone ?? "" : ""
                text: qsTr("咨询")
                value: page.wide ? "" : page.guide.consult?.phone ?? ""
                width: parent.width
            }
            GuideRow {
                enabled: false
                height: rows.cell
                iconName: "act-complain"
                objectName: "guide.supervise"
                detail: page.wide ? page.guide.supervise?.phone ?? "" : ""
                text: qsTr("监督投诉")
                value: page.wide ? "" : page.guide.supervise?.phone ?? ""
                width: parent.width
            }
            GuideRow {
                enabled: page.questions.length > 0
                height: rows.cell
                iconName: "st-unknown"
                objectName: "guide.faq"
                text: page.wide ? qsTr("常见问题") : qsTr("常见问题（%1 条）").arg(page.questions.length)
                width: parent.width

                onClicked: page.sheet = "faq"
            }
            GuideRow {
                height: rows.cell
                iconName: "step-notice"
                last: true
                objectName: "guide.details"
                text: page.wide ? qsTr("更多说明") : qsTr("依据、收费、救济等")
                width: parent.width

                onClicked: page.sheet = "details"
            }
        }
    }
    InfoBar {
        id: check

        detail: page.precheck.detail ?? ""
        height: Math.max(how.height, implicitHeight)
        objectName: "guide.precheck"
        text: page.precheck.reason ?? ""
        tone: InfoBar.Warning
        visible: !page.possible
        width: how.width
        x: how.x
        y: how.y
    }
    Item {
        id: buttons

        height: page.wide ? Theme.size.buttonMain + (extras.visible ? extras.height + page.gap : 0) : Theme.size.buttonMain
        width: lower.width
        x: lower.x
        y: page.height - height - Theme.layout.pageBottom

        Row {
            id: extras

            height: page.wide ? Theme.size.buttonSmall : parent.height
            spacing: Theme.spacing.gutter
            visible: page.withPrint || page.withTakeaway

            KButton {
                height: parent.height
                iconName: "dev-printer"
                iconSize: Theme.size.iconInline
                objectName: "guide.print"
                padding: Theme.spacing.s2
                text: qsTr("打印指南")
                textSize: Theme.type.body
                visible: page.withPrint
                width: page.wide ? (buttons.width - Theme.spacing.gutter) / 2 : Theme.grid.span3

                onClicked: page.printRequested()
            }
            KButton {
                height: parent.height
                iconName: "act-takeaway"
                iconSize: Theme.size.iconInline
                objectName: "guide.takeaway"
                padding: Theme.spacing.s2
                text: qsTr("扫码带走")
                textSize: Theme.type.body
                visible: page.withTakeaway
                width: page.wide ? (buttons.width - Theme.spacing.gutter) / 2 : Theme.grid.span3

                onClicked: page.takeawayRequested()
            }
        }
        KButton {
            anchors.bottom: parent.bottom
            anchors.right: parent.right
            height: Theme.size.buttonMain
            iconAfter: page.possible
            iconName: page.possible ? "act-right" : "act-pin"
            objectName: page.possible ? "guide.start" : "guide.elsewhere"
            text: page.possible ? qsTr("开始办理") : qsTr("看看去哪里办")
            variant: page.possible ? KButton.Primary : KButton.Secondary
            width: page.wide ? parent.width : parent.width - (extras.visible ? extras.width + Theme.spacing.gutter : 0)

            onClicked: {
                if (page.possible)
                    page.started();
                else if ((page.precheck.alternatives ?? []).length > 0)
                    page.sheet = "elsewhere";
                else
                    page.elsewhereRequested();
            }
        }
    }

    Loader {
        active: page.sheet.length > 0
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        z: 2

        sourceComponent: Sheet {
            id: details

            title: {
                switch (page.sheet) {
                case "faq":
                    return qsTr("常见问题");
                case "materials":
                    return qsTr("需要的材料");
                case "sample":
                    return qsTr("结果样本");
                case "elsewhere":
                    return qsTr("去哪里办");
                default:
                    return qsTr("办事指南");
                }
            }
            share: Theme.ratio.sheetTall

            onClosed: page.sheet = ""

            PagedColumn {
                anchors.fill: parent
                model: {
                    switch (page.sheet) {
                    case "faq":
                        return page.questions.map(question => ({
                                        "name": question.q,
                                        "text": question.a
                                    }));
                    case "materials":
                        return page.materialSections();
                    case "elsewhere":
                        return (page.precheck.alternatives ?? []).map(place => ({
                                        "name": place.name,
                                        "text": place.detail ?? ""
                                    }));
                    default:
                        return page.detailSections();
                    }
                }
                visible: page.sheet !== "sample"

                delegate: Column {
                    readonly property var entry: parent?.modelData ?? null

                    bottomPadding: Theme.spacing.s1
                    width: parent?.width ?? 0

                    KText {
                        bold: true
                        text: parent.entry?.name ?? ""
                        width: parent.width
                    }
                    KText {
                        color: Theme.color.text2
                        font.pixelSize: Theme.type.label
                        text: parent.entry?.text ?? ""
                        width: parent.width
                    }
                }
            }
            DocumentPaper {
                anchors.horizontalCenter: parent.horizontalCenter
                footer: qsTr("第1页 共1页")
                height: parent.height - Theme.spacing.s3
                source: page.sample
                title: page.guide.result?.name ?? page.item.name
                visible: page.sheet === "sample"
                width: Math.round(height / Theme.ratio.paperRatio)
            }
        }
    }
}
