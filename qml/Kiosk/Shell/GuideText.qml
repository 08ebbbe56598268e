import QtQuick

// The catalogue entry's guide in words.
QtObject {
    required property var guide
    readonly property var materials: guide.materials ?? []

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
}
