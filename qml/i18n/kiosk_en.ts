<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh">
    <context>
        <name>AttractPage</name>
        <message>
            <source>政务、金融事
在这里就能办</source>
            <translation>Government and bank
services, right here</translation>
        </message>
        <message>
            <source>带上身份证，约 3 分钟拿到证明</source>
            <translation>Bring your ID card: a certificate in about 3 minutes</translation>
        </message>
        <message>
            <source>身份信息
办完自动清除</source>
            <translation>Your data is
cleared afterwards</translation>
        </message>
        <message>
            <source>照片和证件号不会留在机器里</source>
            <translation>No photo and no ID number stays in the machine</translation>
        </message>
        <message>
            <source>不转账，不透露
验证码</source>
            <translation>Never transfer money,
never tell a code</translation>
        </message>
        <message>
            <source>凡是要您转账到“安全账户”的都是诈骗</source>
            <translation>Whoever asks for a transfer to a “safe account” is a fraud</translation>
        </message>
        <message>
            <source>长辈版
字大、选项少</source>
            <translation>Senior mode:
large and simple</translation>
        </message>
        <message>
            <source>右上角按一下“长辈版”，也可以叫人帮忙</source>
            <translation>Press “Senior” at the top right, or call for help</translation>
        </message>
        <message>
            <source>社保</source>
            <translation>Insurance</translation>
        </message>
        <message>
            <source>医保</source>
            <translation>Medical</translation>
        </message>
        <message>
            <source>公积金</source>
            <translation>Housing</translation>
        </message>
        <message>
            <source>户籍</source>
            <translation>Household</translation>
        </message>
        <message>
            <source>不动产</source>
            <translation>Property</translation>
        </message>
        <message>
            <source>信用</source>
            <translation>Credit</translation>
        </message>
        <message>
            <source>轻触屏幕，开始办事</source>
            <translation>Touch to begin</translation>
        </message>
        <message>
            <source>公共服务信息 ・ 非广告</source>
            <translation>Public information ・ no advertising</translation>
        </message>
    </context>
    <context>
        <name>BottomBar</name>
        <message>
            <source>办理完请取走</source>
            <translation>When done, please take</translation>
        </message>
        <message>
            <source>身份证和材料</source>
            <translation>ID card and papers</translation>
        </message>
        <message>
            <source>返回</source>
            <translation>Back</translation>
        </message>
        <message>
            <source>首页</source>
            <translation>Home</translation>
        </message>
        <message>
            <source>呼叫帮办</source>
            <translation>Get help</translation>
        </message>
        <message>
            <source>叫人帮忙</source>
            <translation>Get help</translation>
        </message>
        <message>
            <source>按一下，叫人帮忙</source>
            <translation>Press for help</translation>
        </message>
        <message>
            <source>监督投诉 %1</source>
            <translation>Complaints %1</translation>
        </message>
        <message>
            <source>投诉</source>
            <translation>Complain</translation>
        </message>
        <message>
            <source>投诉 %1</source>
            <translation>Complain %1</translation>
        </message>
        <message>
            <source>监督投诉</source>
            <translation>Complaints</translation>
        </message>
        <message>
            <source>办理完请取走身份证和材料</source>
            <translation>Please take your ID card and papers</translation>
        </message>
        <message>
            <source>终端 %1</source>
            <translation>Terminal %1</translation>
        </message>
        <message>
            <source>咨询 %1</source>
            <translation>Advice %1</translation>
        </message>
    </context>
    <context>
        <name>CandidateBar</name>
        <message>
            <source>前面的字</source>
            <translation>Earlier characters</translation>
        </message>
        <message>
            <source>更多的字</source>
            <translation>More characters</translation>
        </message>
        <message>
            <source>收起</source>
            <translation>Hide</translation>
        </message>
    </context>
    <context>
        <name>CategoryPage</name>
        <message>
            <source>共 %1 项，请选一项</source>
            <translation>%1 services, please choose</translation>
        </message>
        <message>
            <source>暂时不能办</source>
            <translation>Not available now</translation>
        </message>
        <message>
            <source>暂停</source>
            <translation>Paused</translation>
        </message>
        <message>
            <source>当场办结</source>
            <translation>At once</translation>
        </message>
        <message>
            <source>免费</source>
            <translation>Free</translation>
        </message>
        <message>
            <source>下面这些地方可以办，也可以按“呼叫帮办”问工作人员</source>
            <translation>You can go to the places below, or press “Get help” and ask</translation>
        </message>
        <message>
            <source>这台机器还不能办这一类事</source>
            <translation>This terminal does not offer these services yet</translation>
        </message>
    </context>
    <context>
        <name>ComplaintSheet</name>
        <message>
            <source>监督投诉</source>
            <translation>Complaints</translation>
        </message>
        <message>
            <source>电话</source>
            <translation>Phone</translation>
        </message>
        <message>
            <source>政务服务便民热线，24 小时</source>
            <translation>Government hotline, day and night</translation>
        </message>
        <message>
            <source>网上</source>
            <translation>Online</translation>
        </message>
        <message>
            <source>书面</source>
            <translation>In writing</translation>
        </message>
        <message>
            <source>现场</source>
            <translation>In person</translation>
        </message>
        <message>
            <source>网点服务台</source>
            <translation>Service desk</translation>
        </message>
        <message>
            <source>网点服务台，或投入意见箱</source>
            <translation>Service desk, or the suggestion box</translation>
        </message>
        <message>
            <source>投诉不需要先核验身份，可以匿名</source>
            <translation>No identification needed; you may stay anonymous</translation>
        </message>
    </context>
    <context>
        <name>ConfirmExitDialog</name>
        <message>
            <source>没有打印，也没有扣费，填写的内容会清除</source>
            <translation>Nothing was printed or charged. What you entered will be cleared.</translation>
        </message>
        <message>
            <source>填写的内容会清除</source>
            <translation>What you entered will be cleared.</translation>
        </message>
        <message>
            <source>请记得拿走身份证</source>
            <translation>Please remember your ID card.</translation>
        </message>
        <message>
            <source>继续办理</source>
            <translation>Continue</translation>
        </message>
        <message>
            <source>退出并清除</source>
            <translation>Leave and clear</translation>
        </message>
        <message>
            <source>现在退出吗？</source>
            <translation>Leave now?</translation>
        </message>
    </context>
    <context>
        <name>ConfirmPage</name>
        <message>
            <source>对，继续</source>
            <translation>Yes, continue</translation>
        </message>
        <message>
            <source>不对，取消</source>
            <translation>No, cancel</translation>
        </message>
    </context>
    <context>
        <name>CountdownRing</name>
        <message>
            <source>剩余 %1 秒</source>
            <translation>%1 seconds left</translation>
        </message>
    </context>
    <context>
        <name>DateField</name>
        <message>
            <source>年</source>
            <translation>Year</translation>
        </message>
        <message>
            <source>月</source>
            <translation>Month</translation>
        </message>
        <message>
            <source>日</source>
            <translation>Day</translation>
        </message>
    </context>
    <context>
        <name>EvaluatePage</name>
        <message>
            <source>提交评价</source>
            <translation>Submit</translation>
        </message>
        <message>
            <source>跳过</source>
            <translation>Skip</translation>
        </message>
        <message>
            <source>自愿评价，不影响办理</source>
            <translation>voluntary</translation>
        </message>
        <message>
            <source>%1 秒后结束，不评也没关系</source>
            <translation>Ends in %1 s; rating is optional</translation>
        </message>
        <message>
            <source>选一个再提交，不评也没关系</source>
            <translation>Choose one to submit; rating is optional</translation>
        </message>
        <message>
            <source>请选一项不满意的地方，或写几句话</source>
            <translation>Please choose a reason or write a few words</translation>
        </message>
        <message>
            <source>这次办得怎么样？</source>
            <translation>How did it go?</translation>
        </message>
        <message>
            <source>再评三项</source>
            <translation>Three more questions</translation>
        </message>
        <message>
            <source>可跳过</source>
            <translation>Optional</translation>
        </message>
        <message>
            <source>服务满意度</source>
            <translation>Service</translation>
        </message>
        <message>
            <source>网络速度</source>
            <translation>Speed</translation>
        </message>
        <message>
            <source>领取材料的便捷性</source>
            <translation>Ease of pick-up</translation>
        </message>
        <message>
            <source>写几句话</source>
            <translation>A few words</translation>
        </message>
        <message>
            <source>最多 200 字，请勿填写证件号</source>
            <translation>Max. 200, no ID numbers</translation>
        </message>
        <message>
            <source>非常满意</source>
            <translation>Very good</translation>
        </message>
        <message>
            <source>满意</source>
            <translation>Good</translation>
        </message>
        <message>
            <source>基本满意</source>
            <translation>Fair</translation>
        </message>
        <message>
            <source>不满意</source>
            <translation>Poor</translation>
        </message>
        <message>
            <source>非常不满意</source>
            <translation>Very poor</translation>
        </message>
        <message>
            <source>哪里没做好？</source>
            <translation>What went wrong?</translation>
        </message>
        <message>
            <source>哪里做得好？</source>
            <translation>What was good?</translation>
        </message>
        <message>
            <source>可多选</source>
            <translation>Several possible</translation>
        </message>
        <message>
            <source>可多选，也可不选</source>
            <translation>Several or none</translation>
        </message>
        <message>
            <source>回到上一问</source>
            <translation>Previous question</translation>
        </message>
        <message>
            <source>不写了</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>写好了</source>
            <translation>Done</translation>
        </message>
    </context>
    <context>
        <name>FarewellPage</name>
        <message>
            <source>这次的事已经办完</source>
            <translation>Your request is complete</translation>
        </message>
        <message>
            <source>机器刚才重新启动了</source>
            <translation>The terminal has just restarted</translation>
        </message>
        <message>
            <source>谢谢，再见</source>
            <translation>Thank you, goodbye</translation>
        </message>
        <message>
            <source>您的信息已从这台机器清除</source>
            <translation>Your data was cleared from this terminal</translation>
        </message>
        <message>
            <source>请带好身份证、材料和随身物品</source>
            <translation>Please take your ID card, papers and belongings</translation>
        </message>
        <message>
            <source>请带好身份证和随身物品</source>
            <translation>Please take your ID card and belongings</translation>
        </message>
        <message>
            <source>回到首页（%1 秒）</source>
            <translation>Home (%1 s)</translation>
        </message>
        <message>
            <source>回到首页</source>
            <translation>Home</translation>
        </message>
    </context>
    <context>
        <name>FaultPage</name>
        <message>
            <source>不办了，安全退出</source>
            <translation>Stop and leave safely</translation>
        </message>
        <message>
            <source>您可以这样做</source>
            <translation>What you can do</translation>
        </message>
        <message>
            <source>代码 %1</source>
            <translation>Code %1</translation>
        </message>
    </context>
    <context>
        <name>FormPage</name>
        <message>
            <source>请选择内容</source>
            <translation>Please choose</translation>
        </message>
        <message>
            <source>请选一项：%1</source>
            <translation>Please choose: %1</translation>
        </message>
        <message>
            <source>请填写：%1</source>
            <translation>Please fill in: %1</translation>
        </message>
        <message>
            <source>下一步</source>
            <translation>Next</translation>
        </message>
        <message>
            <source>取消办理</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>可多选</source>
            <translation>Several possible</translation>
        </message>
        <message>
            <source>必选</source>
            <translation>Required</translation>
        </message>
        <message>
            <source>必填</source>
            <translation>Required</translation>
        </message>
        <message>
            <source>可不填</source>
            <translation>Optional</translation>
        </message>
        <message>
            <source>其他</source>
            <translation>Other</translation>
        </message>
    </context>
    <context>
        <name>GuideButtons</name>
        <message>
            <source>打印指南</source>
            <translation>Print guide</translation>
        </message>
        <message>
            <source>扫码带走</source>
            <translation>Scan code</translation>
        </message>
        <message>
            <source>开始办理</source>
            <translation>Start</translation>
        </message>
        <message>
            <source>看看去哪里办</source>
            <translation>Where to go instead</translation>
        </message>
    </context>
    <context>
        <name>GuideFacts</name>
        <message>
            <source>承诺时限</source>
            <translation>Promised</translation>
        </message>
        <message>
            <source>法定时限</source>
            <translation>Statutory</translation>
        </message>
        <message>
            <source>大约用时</source>
            <translation>Takes about</translation>
        </message>
        <message>
            <source>%1 分钟</source>
            <translation>%1 min</translation>
        </message>
        <message>
            <source>收费</source>
            <translation>Fee</translation>
        </message>
    </context>
    <context>
        <name>GuideLinks</name>
        <message>
            <source>谁能办</source>
            <translation>For whom</translation>
        </message>
        <message>
            <source>咨询</source>
            <translation>Advice</translation>
        </message>
        <message>
            <source>监督投诉</source>
            <translation>Complaints</translation>
        </message>
        <message>
            <source>常见问题</source>
            <translation>Questions</translation>
        </message>
        <message>
            <source>常见问题（%1 条）</source>
            <translation>Questions (%1)</translation>
        </message>
        <message>
            <source>更多说明</source>
            <translation>More</translation>
        </message>
        <message>
            <source>依据、收费、救济等</source>
            <translation>Law, fees, remedies</translation>
        </message>
    </context>
    <context>
        <name>GuideMaterials</name>
        <message>
            <source>全部 %1 项</source>
            <translation>All %1</translation>
        </message>
        <message>
            <source>备齐的打勾</source>
            <translation>Tick what you have</translation>
        </message>
        <message>
            <source>需要的材料</source>
            <translation>What to bring</translation>
        </message>
        <message>
            <source>免提交</source>
            <translation>Not needed</translation>
        </message>
        <message>
            <source>请带上</source>
            <translation>Please bring</translation>
        </message>
    </context>
    <context>
        <name>GuidePage</name>
        <message>
            <source>仅限本人</source>
            <translation>In person only</translation>
        </message>
        <message>
            <source>不用登录</source>
            <translation>No sign-in</translation>
        </message>
        <message>
            <source>要刷身份证</source>
            <translation>ID card</translation>
        </message>
        <message>
            <source>要核验本人</source>
            <translation>Verified</translation>
        </message>
    </context>
    <context>
        <name>GuideSample</name>
        <message>
            <source>第1页 共1页</source>
            <translation>Page 1 of 1</translation>
        </message>
        <message>
            <source>结果样本</source>
            <translation>Sample</translation>
        </message>
        <message>
            <source>放大看</source>
            <translation>Enlarge</translation>
        </message>
    </context>
    <context>
        <name>GuideSheet</name>
        <message>
            <source>常见问题</source>
            <translation>Questions</translation>
        </message>
        <message>
            <source>需要的材料</source>
            <translation>What to bring</translation>
        </message>
        <message>
            <source>结果样本</source>
            <translation>Sample</translation>
        </message>
        <message>
            <source>去哪里办</source>
            <translation>Where to go instead</translation>
        </message>
        <message>
            <source>办事指南</source>
            <translation>Service guide</translation>
        </message>
        <message>
            <source>第1页 共1页</source>
            <translation>Page 1 of 1</translation>
        </message>
    </context>
    <context>
        <name>GuideSteps</name>
        <message>
            <source>共 %1 步</source>
            <translation>%1 steps</translation>
        </message>
        <message>
            <source>怎么办</source>
            <translation>How it works</translation>
        </message>
    </context>
    <context>
        <name>GuideText</name>
        <message>
            <source>以告知为准</source>
            <translation>as announced</translation>
        </message>
        <message>
            <source>当场办结</source>
            <translation>At once</translation>
        </message>
        <message>
            <source>%1 天</source>
            <translation>%1 days</translation>
        </message>
        <message>
            <source>%1 个月</source>
            <translation>%1 months</translation>
        </message>
        <message>
            <source>%1 小时</source>
            <translation>%1 hours</translation>
        </message>
        <message>
            <source>%1 分钟</source>
            <translation>%1 min</translation>
        </message>
        <message>
            <source>%1 个工作日</source>
            <translation>%1 workdays</translation>
        </message>
        <message>
            <source>0 元</source>
            <translation>Free</translation>
        </message>
        <message>
            <source>按标准收费</source>
            <translation>Charged</translation>
        </message>
        <message>
            <source>由数据共享取得，您不用带</source>
            <translation>Shared by the department, no need to bring</translation>
        </message>
        <message>
            <source>用电子证照，您不用带</source>
            <translation>Electronic licence, no need to bring</translation>
        </message>
        <message>
            <source>可以书面承诺代替</source>
            <translation>A written promise is enough</translation>
        </message>
        <message>
            <source>原件</source>
            <translation>original</translation>
        </message>
        <message>
            <source>复印件</source>
            <translation>copy</translation>
        </message>
        <message>
            <source>原件和复印件</source>
            <translation>original and copy</translation>
        </message>
        <message>
            <source>，</source>
            <translation>, </translation>
        </message>
        <message>
            <source>行政许可</source>
            <translation>Licence</translation>
        </message>
        <message>
            <source>行政给付</source>
            <translation>Benefit</translation>
        </message>
        <message>
            <source>行政确认</source>
            <translation>Confirmation</translation>
        </message>
        <message>
            <source>其他类别</source>
            <translation>Other</translation>
        </message>
        <message>
            <source>公共服务</source>
            <translation>Public service</translation>
        </message>
        <message>
            <source>国家级</source>
            <translation>National</translation>
        </message>
        <message>
            <source>省级</source>
            <translation>Provincial</translation>
        </message>
        <message>
            <source>市级</source>
            <translation>City</translation>
        </message>
        <message>
            <source>县级</source>
            <translation>County</translation>
        </message>
        <message>
            <source>镇街级</source>
            <translation>Town</translation>
        </message>
        <message>
            <source>村社级</source>
            <translation>Village</translation>
        </message>
        <message>
            <source>法定机关</source>
            <translation>Statutory authority</translation>
        </message>
        <message>
            <source>授权组织</source>
            <translation>Authorised body</translation>
        </message>
        <message>
            <source>受委托组织</source>
            <translation>Commissioned body</translation>
        </message>
        <message>
            <source>其他</source>
            <translation>Other</translation>
        </message>
        <message>
            <source>自然人</source>
            <translation>Individuals</translation>
        </message>
        <message>
            <source>企业法人</source>
            <translation>Companies</translation>
        </message>
        <message>
            <source>事业法人</source>
            <translation>Public institutions</translation>
        </message>
        <message>
            <source>社会组织法人</source>
            <translation>Social organisations</translation>
        </message>
        <message>
            <source>行政机关</source>
            <translation>Authorities</translation>
        </message>
        <message>
            <source>其他组织</source>
            <translation>Other organisations</translation>
        </message>
        <message>
            <source>即办件</source>
            <translation>Done at once</translation>
        </message>
        <message>
            <source>承诺件</source>
            <translation>Done within a time limit</translation>
        </message>
        <message>
            <source>窗口</source>
            <translation>Counter</translation>
        </message>
        <message>
            <source>电脑端网办</source>
            <translation>Website</translation>
        </message>
        <message>
            <source>移动端</source>
            <translation>App</translation>
        </message>
        <message>
            <source>快递申请</source>
            <translation>By post</translation>
        </message>
        <message>
            <source>自助终端</source>
            <translation>Self-service terminal</translation>
        </message>
        <message>
            <source>全国通办</source>
            <translation>Available nationwide</translation>
        </message>
        <message>
            <source>跨省通办</source>
            <translation>Across provinces</translation>
        </message>
        <message>
            <source>跨市通办</source>
            <translation>Across cities</translation>
        </message>
        <message>
            <source>跨县通办</source>
            <translation>Across counties</translation>
        </message>
        <message>
            <source>本地办理</source>
            <translation>Local only</translation>
        </message>
        <message>
            <source>谁能办</source>
            <translation>For whom</translation>
        </message>
        <message>
            <source>服务对象</source>
            <translation>Applicants</translation>
        </message>
        <message>
            <source>设定依据</source>
            <translation>Legal basis</translation>
        </message>
        <message>
            <source>办理流程</source>
            <translation>Procedure</translation>
        </message>
        <message>
            <source>特别程序</source>
            <translation>Special procedure</translation>
        </message>
        <message>
            <source>办理时限</source>
            <translation>Time limits</translation>
        </message>
        <message>
            <source>承诺时限：%1</source>
            <translation>Promised: %1</translation>
        </message>
        <message>
            <source>法定时限：%1</source>
            <translation>Statutory: %1</translation>
        </message>
        <message>
            <source>收费</source>
            <translation>Fee</translation>
        </message>
        <message>
            <source>办理结果</source>
            <translation>Result</translation>
        </message>
        <message>
            <source>有效期：%1</source>
            <translation>Valid: %1</translation>
        </message>
        <message>
            <source>办理地点和时间</source>
            <translation>Place and hours</translation>
        </message>
        <message>
            <source>到现场次数：%1</source>
            <translation>Visits needed: %1</translation>
        </message>
        <message>
            <source>办理形式</source>
            <translation>Channels</translation>
        </message>
        <message>
            <source>实施机构</source>
            <translation>Authority</translation>
        </message>
        <message>
            <source>委托部门：%1</source>
            <translation>Commissioned by: %1</translation>
        </message>
        <message>
            <source>行使层级：%1</source>
            <translation>Level: %1</translation>
        </message>
        <message>
            <source>事项信息</source>
            <translation>About this service</translation>
        </message>
        <message>
            <source>事项类型：%1</source>
            <translation>Type: %1</translation>
        </message>
        <message>
            <source>办件类型：%1</source>
            <translation>Case type: %1</translation>
        </message>
        <message>
            <source>基本编码：%1</source>
            <translation>Catalogue code: %1</translation>
        </message>
        <message>
            <source>实施编码：%1</source>
            <translation>Service code: %1</translation>
        </message>
        <message>
            <source>版本：%1</source>
            <translation>Version: %1</translation>
        </message>
        <message>
            <source>咨询和监督</source>
            <translation>Advice and supervision</translation>
        </message>
        <message>
            <source>咨询：%1</source>
            <translation>Advice: %1</translation>
        </message>
        <message>
            <source>监督投诉：%1</source>
            <translation>Complaints: %1</translation>
        </message>
        <message>
            <source>法律救济</source>
            <translation>Legal remedy</translation>
        </message>
        <message>
            <source>行政复议：%1</source>
            <translation>Review: %1</translation>
        </message>
        <message>
            <source>行政诉讼：%1</source>
            <translation>Court: %1</translation>
        </message>
        <message>
            <source>原件 %1 份，复印件 %2 份</source>
            <translation>%1 originals, %2 copies</translation>
        </message>
        <message>
            <source>非必要材料</source>
            <translation>Optional</translation>
        </message>
        <message>
            <source>可以容缺后补</source>
            <translation>May follow later</translation>
        </message>
        <message>
            <source>必要材料</source>
            <translation>Required</translation>
        </message>
    </context>
    <context>
        <name>HelpSheet</name>
        <message>
            <source>亮起呼叫灯，工作人员走过来帮您</source>
            <translation>A light calls staff to you</translation>
        </message>
        <message>
            <source>呼叫帮办</source>
            <translation>Get help</translation>
        </message>
        <message>
            <source>已通知工作人员，请在原地稍等</source>
            <translation>Staff were called, please wait here</translation>
        </message>
        <message>
            <source>求助时，屏幕上的个人信息会先遮住</source>
            <translation>Your data on the screen is hidden first</translation>
        </message>
        <message>
            <source>叫现场工作人员</source>
            <translation>Call staff here</translation>
        </message>
        <message>
            <source>不用叫了</source>
            <translation>No longer needed</translation>
        </message>
        <message>
            <source>关掉呼叫灯</source>
            <translation>Turns the call light off</translation>
        </message>
        <message>
            <source>找现场工作人员</source>
            <translation>Find staff here</translation>
        </message>
        <message>
            <source>在大堂或柜台叫一声，工作人员会走过来帮您</source>
            <translation>Ask in the hall or at the counter, staff will come</translation>
        </message>
        <message>
            <source>按部门连线，能看到排队人数</source>
            <translation>By department, with the queue shown</translation>
        </message>
        <message>
            <source>视频专家</source>
            <translation>Video expert</translation>
        </message>
        <message>
            <source>政务服务便民热线，24 小时</source>
            <translation>Government hotline, day and night</translation>
        </message>
        <message>
            <source>打电话 %1</source>
            <translation>Phone %1</translation>
        </message>
    </context>
    <context>
        <name>HomeBase</name>
        <message>
            <source>欢迎使用自助服务</source>
            <translation>Welcome</translation>
        </message>
    </context>
    <context>
        <name>HomeElder</name>
        <message>
            <source>您好，请选要办的事</source>
            <translation>Hello, please choose</translation>
        </message>
        <message>
            <source>全部事项</source>
            <translation>All services</translation>
        </message>
        <message>
            <source>念给我听</source>
            <translation>Read aloud</translation>
        </message>
    </context>
    <context>
        <name>HomeLandscape</name>
        <message>
            <source>请带好身份证</source>
            <translation>Bring your ID card</translation>
        </message>
        <message>
            <source>办理时放在读卡区</source>
            <translation>For the reader later</translation>
        </message>
        <message>
            <source>读卡区在屏幕右下方</source>
            <translation>Reader: below, right</translation>
        </message>
        <message>
            <source>字大、选项少</source>
            <translation>Large and simple</translation>
        </message>
        <message>
            <source>长辈版</source>
            <translation>Senior</translation>
        </message>
        <message>
            <source>按部门连线</source>
            <translation>By department</translation>
        </message>
        <message>
            <source>视频专家</source>
            <translation>Video expert</translation>
        </message>
        <message>
            <source>地址与时间</source>
            <translation>Where and when</translation>
        </message>
        <message>
            <source>网点指引</source>
            <translation>This outlet</translation>
        </message>
        <message>
            <source>输入事项首字母，如 CBZM</source>
            <translation>Initials, such as CBZM</translation>
        </message>
        <message>
            <source>办件进度</source>
            <translation>Progress</translation>
        </message>
        <message>
            <source>取件码</source>
            <translation>Pick up</translation>
        </message>
        <message>
            <source>大家常办</source>
            <translation>Most used</translation>
        </message>
        <message>
            <source>政务服务</source>
            <translation>Government services</translation>
        </message>
        <message>
            <source>金融服务</source>
            <translation>Bank services</translation>
        </message>
        <message>
            <source>公告 %1 条</source>
            <translation>%1 notices</translation>
        </message>
        <message>
            <source>公告与网点</source>
            <translation>Notices</translation>
        </message>
    </context>
    <context>
        <name>HomePortrait</name>
        <message>
            <source>公告与网点</source>
            <translation>Notices</translation>
        </message>
        <message>
            <source>输入首字母，如 CBZM</source>
            <translation>Initials, such as CBZM</translation>
        </message>
        <message>
            <source>可补评价</source>
            <translation>Rate later</translation>
        </message>
        <message>
            <source>办件进度</source>
            <translation>Progress</translation>
        </message>
        <message>
            <source>凭码取件</source>
            <translation>By code</translation>
        </message>
        <message>
            <source>取件码</source>
            <translation>Pick up</translation>
        </message>
        <message>
            <source>大家常办</source>
            <translation>Most used</translation>
        </message>
        <message>
            <source>政务服务</source>
            <translation>Government services</translation>
        </message>
        <message>
            <source>金融服务</source>
            <translation>Bank services</translation>
        </message>
    </context>
    <context>
        <name>IdentifyPage</name>
        <message>
            <source>屏幕右下方</source>
            <translation>below the screen, right</translation>
        </message>
        <message>
            <source>换一种方式</source>
            <translation>Other ways</translation>
        </message>
        <message>
            <source>没带身份证，换一种方式</source>
            <translation>No card? Another way</translation>
        </message>
        <message>
            <source>取消办理</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>放平不动，约 2 秒读完，正反面都可以</source>
            <translation>Lay it flat for 2 seconds, either side up</translation>
        </message>
        <message>
            <source>身份信息只用于本次办理，办完自动清除</source>
            <translation>Your data is used only now and cleared afterwards</translation>
        </message>
        <message>
            <source>请将身份证放在读卡区</source>
            <translation>Put your ID card on the reader</translation>
        </message>
        <message>
            <source>请再放一次，放平不动</source>
            <translation>Please put it on again and keep it still</translation>
        </message>
        <message>
            <source>正在读卡，请不要拿开</source>
            <translation>Reading, please leave the card</translation>
        </message>
        <message>
            <source>身份证拿开得太早了</source>
            <translation>The card was taken too early</translation>
        </message>
        <message>
            <source>没有读到身份证</source>
            <translation>The card could not be read</translation>
        </message>
        <message>
            <source>读卡器在%1，请放卡</source>
            <translation>Reader: %1</translation>
        </message>
        <message>
            <source>读卡器在%1，正在等您放卡</source>
            <translation>Waiting for your card: %1</translation>
        </message>
        <message>
            <source>剩余 &lt;b&gt;%1&lt;/b&gt;</source>
            <translation>&lt;b&gt;%1&lt;/b&gt; left</translation>
        </message>
        <message>
            <source>读卡区</source>
            <translation>Reader</translation>
        </message>
    </context>
    <context>
        <name>Keyboard</name>
        <message>
            <source>%1　先点字，再接着打</source>
            <translation>%1　Press a word, then go on</translation>
        </message>
        <message>
            <source>拼音：打出拼音，再点要的字</source>
            <translation>Pinyin: spell, then press the word</translation>
        </message>
        <message>
            <source>英文</source>
            <translation>Latin</translation>
        </message>
        <message>
            <source>数字和符号</source>
            <translation>Figures and signs</translation>
        </message>
        <message>
            <source>隔开拼音</source>
            <translation>Part syllables</translation>
        </message>
        <message>
            <source>大写</source>
            <translation>Capitals</translation>
        </message>
        <message>
            <source>退格</source>
            <translation>Delete</translation>
        </message>
        <message>
            <source>123</source>
            <translation>123</translation>
        </message>
        <message>
            <source>字母</source>
            <translation>Letters</translation>
        </message>
        <message>
            <source>拼音</source>
            <translation>Pinyin</translation>
        </message>
        <message>
            <source>选定</source>
            <translation>Choose</translation>
        </message>
        <message>
            <source>空格</source>
            <translation>Space</translation>
        </message>
        <message>
            <source>完成</source>
            <translation>Done</translation>
        </message>
    </context>
    <context>
        <name>LanguageSheet</name>
        <message>
            <source>语言 Language</source>
            <translation>Language 语言</translation>
        </message>
    </context>
    <context>
        <name>Main</name>
        <message>
            <source>材料和证件都取走后</source>
            <translation>When you have papers and card</translation>
        </message>
        <message>
            <source>办理完请取走</source>
            <translation>When done, please take</translation>
        </message>
        <message>
            <source>请按“已取走”</source>
            <translation>press “Taken”</translation>
        </message>
        <message>
            <source>身份证和材料</source>
            <translation>ID card and papers</translation>
        </message>
        <message>
            <source>已读身份证</source>
            <translation>ID card read</translation>
        </message>
        <message>
            <source>本人已核验</source>
            <translation>Verified</translation>
        </message>
    </context>
    <context>
        <name>ModuleErrorPage</name>
        <message>
            <source>没有打印，也没有扣费</source>
            <translation>Nothing was printed or charged</translation>
        </message>
        <message>
            <source>再试一次</source>
            <translation>Try again</translation>
        </message>
        <message>
            <source>不办了</source>
            <translation>Stop</translation>
        </message>
        <message>
            <source>代码 %1</source>
            <translation>Code %1</translation>
        </message>
        <message>
            <source>也可以按下面的“呼叫帮办”，工作人员会来帮您</source>
            <translation>Or press “Get help” below; staff will come</translation>
        </message>
    </context>
    <context>
        <name>ModuleRoot</name>
        <message>
            <source>正在查询</source>
            <translation>Looking up</translation>
        </message>
    </context>
    <context>
        <name>NoticePage</name>
        <message>
            <source>办理前请先看一看</source>
            <translation>Please read before you start</translation>
        </message>
        <message>
            <source>我已看完并同意</source>
            <translation>I have read this and agree</translation>
        </message>
        <message>
            <source>下一步</source>
            <translation>Next</translation>
        </message>
        <message>
            <source>取消办理</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>请先看 %1 秒</source>
            <translation>Please read for %1 s</translation>
        </message>
        <message>
            <source>勾选同意后才能继续</source>
            <translation>Tick to agree, then go on</translation>
        </message>
    </context>
    <context>
        <name>NoticeSheet</name>
        <message>
            <source>公告与网点</source>
            <translation>Notices</translation>
        </message>
        <message>
            <source>网点</source>
            <translation>Outlet</translation>
        </message>
        <message>
            <source>咨询 %1</source>
            <translation>Advice %1</translation>
        </message>
        <message>
            <source>公告</source>
            <translation>Notice</translation>
        </message>
    </context>
    <context>
        <name>NumberPad</name>
        <message>
            <source>退格</source>
            <translation>Delete</translation>
        </message>
    </context>
    <context>
        <name>OutOfServicePage</name>
        <message>
            <source>这台机器暂停服务</source>
            <translation>Out of service</translation>
        </message>
        <message>
            <source>预计恢复：%1</source>
            <translation>Expected back: %1</translation>
        </message>
        <message>
            <source>恢复时间还不确定，已通知工作人员</source>
            <translation>Time unknown yet; staff were told</translation>
        </message>
        <message>
            <source>您可以去</source>
            <translation>You can go to</translation>
        </message>
        <message>
            <source>代码 %1</source>
            <translation>Code %1</translation>
        </message>
    </context>
    <context>
        <name>Pager</name>
        <message>
            <source>上一页</source>
            <translation>Previous</translation>
        </message>
        <message>
            <source>第 %1 页，共 %2 页</source>
            <translation>Page %1 of %2</translation>
        </message>
        <message>
            <source>下一页</source>
            <translation>Next</translation>
        </message>
    </context>
    <context>
        <name>PreviewPage</name>
        <message>
            <source>看好了，返回</source>
            <translation>Done, go back</translation>
        </message>
        <message>
            <source>打印预览</source>
            <translation>Preview</translation>
        </message>
        <message>
            <source>第%1页 共%2页</source>
            <translation>Page %1 of %2</translation>
        </message>
        <message>
            <source>上移</source>
            <translation>Up</translation>
        </message>
        <message>
            <source>下移</source>
            <translation>Down</translation>
        </message>
    </context>
    <context>
        <name>PrintPage</name>
        <message>
            <source>屏幕正下方</source>
            <translation>below the screen</translation>
        </message>
        <message>
            <source>另一台打印机</source>
            <translation>at the other printer</translation>
        </message>
        <message>
            <source>材料从%1的出纸口出来，请不要离开</source>
            <translation>The paper comes out %1, please stay</translation>
        </message>
        <message>
            <source>正在准备打印</source>
            <translation>Preparing to print</translation>
        </message>
        <message>
            <source>正在打印，请稍等</source>
            <translation>Printing, please wait</translation>
        </message>
        <message>
            <source>正在生成，共 %1 页</source>
            <translation>Preparing, %1 pages</translation>
        </message>
        <message>
            <source>已打印 %1 页，共 %2 页</source>
            <translation>%1 of %2 pages printed</translation>
        </message>
    </context>
    <context>
        <name>RatingFace</name>
        <message>
            <source>%1 星</source>
            <translation>%1 stars</translation>
        </message>
    </context>
    <context>
        <name>RecordsPage</name>
        <message>
            <source>%1，点按看 %2 秒</source>
            <translation>%1, show for %2 seconds</translation>
        </message>
        <message>
            <source>点按看 %1 秒</source>
            <translation>Show %1 s</translation>
        </message>
        <message>
            <source>收起</source>
            <translation>Hide</translation>
        </message>
        <message>
            <source>下一步</source>
            <translation>Next</translation>
        </message>
        <message>
            <source>重新查找</source>
            <translation>Search again</translation>
        </message>
        <message>
            <source>没有查到记录</source>
            <translation>Nothing found</translation>
        </message>
        <message>
            <source>打印出来</source>
            <translation>Print it</translation>
        </message>
        <message>
            <source>看完了</source>
            <translation>Done</translation>
        </message>
        <message>
            <source>金额等内容</source>
            <translation>Amounts</translation>
        </message>
    </context>
    <context>
        <name>ResultPage</name>
        <message>
            <source>下一步</source>
            <translation>Next</translation>
        </message>
        <message>
            <source>A4 单面</source>
            <translation>A4, one-sided</translation>
        </message>
        <message>
            <source>请核对，没错就打印</source>
            <translation>Check, then print</translation>
        </message>
        <message>
            <source>纸面按发证机关要求打印全号</source>
            <translation>The paper shows full numbers</translation>
        </message>
        <message>
            <source>确认打印</source>
            <translation>Print</translation>
        </message>
        <message>
            <source>看完了</source>
            <translation>Done</translation>
        </message>
        <message>
            <source>取消办理</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>收起</source>
            <translation>Hide</translation>
        </message>
        <message>
            <source>点按看 3 秒</source>
            <translation>Show 3 s</translation>
        </message>
        <message>
            <source>放大看</source>
            <translation>Enlarge</translation>
        </message>
        <message>
            <source>证件号码、住址等完整内容</source>
            <translation>Full ID number and address</translation>
        </message>
        <message>
            <source>第1页 共%1页</source>
            <translation>Page 1 of %1</translation>
        </message>
        <message>
            <source>打印预览</source>
            <translation>Preview</translation>
        </message>
        <message>
            <source>纸张</source>
            <translation>Paper</translation>
        </message>
        <message>
            <source>%1，共 %2 页</source>
            <translation>%1 (%2 p.)</translation>
        </message>
        <message>
            <source>用途</source>
            <translation>Purpose</translation>
        </message>
        <message>
            <source>份数</source>
            <translation>Copies</translation>
        </message>
        <message>
            <source>页数</source>
            <translation>Pages</translation>
        </message>
        <message>
            <source>%1 页</source>
            <translation>%1</translation>
        </message>
    </context>
    <context>
        <name>RevealRow</name>
        <message>
            <source>%1，点按看 %2 秒</source>
            <translation>%1, show for %2 seconds</translation>
        </message>
        <message>
            <source>收起</source>
            <translation>Hide</translation>
        </message>
        <message>
            <source>点按看 %1 秒</source>
            <translation>Show %1 s</translation>
        </message>
    </context>
    <context>
        <name>SearchField</name>
        <message>
            <source>清空</source>
            <translation>Clear</translation>
        </message>
    </context>
    <context>
        <name>SearchPage</name>
        <message>
            <source>输入事项名称或首字母，如 DZSFZ</source>
            <translation>Name or initials, such as DZSFZ</translation>
        </message>
        <message>
            <source>大家常搜</source>
            <translation>Often searched</translation>
        </message>
        <message>
            <source>输入后马上能看到结果</source>
            <translation>Results appear as you type</translation>
        </message>
        <message>
            <source>没有找到“%1”</source>
            <translation>Nothing found for “%1”</translation>
        </message>
        <message>
            <source>找到 %1 项</source>
            <translation>%1 found</translation>
        </message>
        <message>
            <source>换个说法试试，或者去这些地方问</source>
            <translation>Try other words, or ask at these places</translation>
        </message>
        <message>
            <source>这台机器上没有这一项</source>
            <translation>This terminal does not offer it</translation>
        </message>
        <message>
            <source>呼叫帮办</source>
            <translation>Get help</translation>
        </message>
    </context>
    <context>
        <name>SessionBar</name>
        <message>
            <source>剩余</source>
            <translation>Left</translation>
        </message>
        <message>
            <source>退出</source>
            <translation>Exit</translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>关闭</source>
            <translation>Close</translation>
        </message>
    </context>
    <context>
        <name>ServicePage</name>
        <message>
            <source>取消办理</source>
            <translation>Cancel</translation>
        </message>
    </context>
    <context>
        <name>ShellFrame</name>
        <message>
            <source>办理完请取走</source>
            <translation>When done, please take</translation>
        </message>
        <message>
            <source>身份证和材料</source>
            <translation>ID card and papers</translation>
        </message>
        <message>
            <source>低位模式：要按的都在屏幕下半部</source>
            <translation>Low position: everything to press is in the lower half</translation>
        </message>
    </context>
    <context>
        <name>SignatureField</name>
        <message>
            <source>签名框</source>
            <translation>Signature box</translation>
        </message>
        <message>
            <source>还没有写</source>
            <translation>Nothing written yet</translation>
        </message>
        <message>
            <source>已写%1笔</source>
            <translation>%1 strokes written</translation>
        </message>
        <message>
            <source>写得太长了，请重写</source>
            <translation>That is too long, please write it again</translation>
        </message>
        <message>
            <source>请用手指在框里签名</source>
            <translation>Please sign in the box with your finger</translation>
        </message>
        <message>
            <source>重写</source>
            <translation>Write again</translation>
        </message>
        <message>
            <source>完成</source>
            <translation>Done</translation>
        </message>
    </context>
    <context>
        <name>StarRow</name>
        <message>
            <source>未选</source>
            <translation>None</translation>
        </message>
        <message>
            <source>非常不满意</source>
            <translation>Very poor</translation>
        </message>
        <message>
            <source>不满意</source>
            <translation>Poor</translation>
        </message>
        <message>
            <source>基本满意</source>
            <translation>Fair</translation>
        </message>
        <message>
            <source>满意</source>
            <translation>Good</translation>
        </message>
        <message>
            <source>非常满意</source>
            <translation>Very good</translation>
        </message>
    </context>
    <context>
        <name>StepBar</name>
        <message>
            <source>第 &lt;b&gt;%1&lt;/b&gt; 步，共 %2 步</source>
            <translation>Step &lt;b&gt;%1&lt;/b&gt; of %2</translation>
        </message>
        <message>
            <source>第 %1 步，共 %2 步：%3</source>
            <translation>Step %1 of %2: %3</translation>
        </message>
    </context>
    <context>
        <name>Stepper</name>
        <message>
            <source>份数</source>
            <translation>Copies</translation>
        </message>
        <message>
            <source>%1减一</source>
            <translation>%1: one less</translation>
        </message>
        <message>
            <source>%1加一</source>
            <translation>%1: one more</translation>
        </message>
    </context>
    <context>
        <name>TakePage</name>
        <message>
            <source>屏幕正下方</source>
            <translation>below the screen</translation>
        </message>
        <message>
            <source>另一台打印机</source>
            <translation>at the other printer</translation>
        </message>
        <message>
            <source>屏幕右下方</source>
            <translation>below the screen, right</translation>
        </message>
        <message>
            <source>证明已生成</source>
            <translation>Ready</translation>
        </message>
        <message>
            <source>材料和身份证</source>
            <translation>papers and ID card</translation>
        </message>
        <message>
            <source>材料</source>
            <translation>papers</translation>
        </message>
        <message>
            <source>身份证</source>
            <translation>ID card</translation>
        </message>
        <message>
            <source>您还没拿走%1</source>
            <translation>Please take your %1</translation>
        </message>
        <message>
            <source>打好了，请取走材料和身份证</source>
            <translation>Please take papers and ID card</translation>
        </message>
        <message>
            <source>打好了，请取走材料</source>
            <translation>Please take your papers</translation>
        </message>
        <message>
            <source>请取走身份证</source>
            <translation>Please take your ID card</translation>
        </message>
        <message>
            <source>已取走</source>
            <translation>Taken</translation>
        </message>
        <message>
            <source>已收回保管</source>
            <translation>Kept for you</translation>
        </message>
        <message>
            <source>还没拿走</source>
            <translation>Take it</translation>
        </message>
        <message>
            <source>等您取走</source>
            <translation>Waiting</translation>
        </message>
        <message>
            <source>已打印 %1/%1 页</source>
            <translation>Printed %1/%1</translation>
        </message>
        <message>
            <source>请取走</source>
            <translation>Take it</translation>
        </message>
        <message>
            <source>证明材料</source>
            <translation>Papers</translation>
        </message>
        <message>
            <source>请从出纸口拿走</source>
            <translation>From the paper slot</translation>
        </message>
        <message numerus="yes">
            <source>证明材料，%n 页</source>
            <translation>
                <numerusform>Papers, pages: %n</numerusform>
                <numerusform>Papers, pages: %n</numerusform>
            </translation>
        </message>
        <message>
            <source>请从读卡区拿走</source>
            <translation>From the card reader</translation>
        </message>
        <message>
            <source>证件留在机器上，别人会拿到。请现在拿走</source>
            <translation>A card left here can be taken by others. Please take it now</translation>
        </message>
        <message>
            <source>请现在拿走材料，再按“已取走”</source>
            <translation>Please take the papers now, then press “Taken”</translation>
        </message>
        <message>
            <source>请把身份证拿走，机器才会结束</source>
            <translation>Please take your ID card to finish</translation>
        </message>
        <message>
            <source>拿走材料后，请按“已取走”</source>
            <translation>Press “Taken” once you have it</translation>
        </message>
        <message>
            <source>没取走的材料，&lt;font size="5"&gt;%1&lt;/font&gt; 秒后由机器收回保管</source>
            <translation>Papers left here are kept in &lt;font size="5"&gt;%1&lt;/font&gt; s</translation>
        </message>
        <message>
            <source>再念一遍</source>
            <translation>Again</translation>
        </message>
    </context>
    <context>
        <name>Tile</name>
        <message>
            <source>到窗口办理</source>
            <translation>Counter</translation>
        </message>
        <message>
            <source>暂停办理</source>
            <translation>Paused</translation>
        </message>
    </context>
    <context>
        <name>TimeoutDialog</name>
        <message>
            <source>身份证您已经拿走了，可以接着办</source>
            <translation>You have taken your ID card; you can go on</translation>
        </message>
        <message>
            <source>%1 秒后自动退出，并清除您的信息</source>
            <translation>Leaving in %1 s; your data will be cleared</translation>
        </message>
        <message>
            <source>没有打印，也没有扣费</source>
            <translation>Nothing was printed or charged</translation>
        </message>
        <message>
            <source>继续使用</source>
            <translation>Continue</translation>
        </message>
        <message>
            <source>退出办理</source>
            <translation>Leave</translation>
        </message>
        <message>
            <source>您还在办理吗？</source>
            <translation>Are you still there?</translation>
        </message>
    </context>
    <context>
        <name>TopBar</name>
        <message>
            <source>星期日</source>
            <translation>Sunday</translation>
        </message>
        <message>
            <source>星期一</source>
            <translation>Monday</translation>
        </message>
        <message>
            <source>星期二</source>
            <translation>Tuesday</translation>
        </message>
        <message>
            <source>星期三</source>
            <translation>Wednesday</translation>
        </message>
        <message>
            <source>星期四</source>
            <translation>Thursday</translation>
        </message>
        <message>
            <source>星期五</source>
            <translation>Friday</translation>
        </message>
        <message>
            <source>星期六</source>
            <translation>Saturday</translation>
        </message>
        <message>
            <source>%1年%2月%3日 %4</source>
            <translation>%4, %1-%2-%3</translation>
        </message>
        <message>
            <source>%1月%2日</source>
            <translation>%1/%2</translation>
        </message>
        <message>
            <source>语言 Language</source>
            <translation>Language 语言</translation>
        </message>
        <message>
            <source>语言</source>
            <translation>Language</translation>
        </message>
        <message>
            <source>音量</source>
            <translation>Volume</translation>
        </message>
        <message>
            <source>长辈版</source>
            <translation>Senior</translation>
        </message>
        <message>
            <source>高对比</source>
            <translation>Contrast</translation>
        </message>
        <message>
            <source>低位</source>
            <translation>Low</translation>
        </message>
    </context>
    <context>
        <name>TrainingBand</name>
        <message>
            <source>培训模式 · 不办理真实业务</source>
            <translation>Training · nothing here is real</translation>
        </message>
        <message>
            <source>收起</source>
            <translation>Close</translation>
        </message>
        <message>
            <source>培训</source>
            <translation>Training</translation>
        </message>
    </context>
    <context>
        <name>UnavailableBar</name>
        <message>
            <source>其他的可以照常办理</source>
            <translation>Everything else goes on as usual</translation>
        </message>
        <message>
            <source>暂时查不到：%1</source>
            <translation>Not available now: %1</translation>
        </message>
    </context>
    <context>
        <name>VerifyPage</name>
        <message>
            <source>换一种方式核验</source>
            <translation>Another way</translation>
        </message>
        <message>
            <source>取消办理</source>
            <translation>Cancel</translation>
        </message>
        <message>
            <source>每一种都可以，由您选</source>
            <translation>Each is fine, you choose</translation>
        </message>
        <message>
            <source>验证码发到您登记的手机 %1</source>
            <translation>The code goes to your phone %1</translation>
        </message>
        <message>
            <source>验证码不要告诉任何人，工作人员也不会问</source>
            <translation>Tell the code to nobody; staff never ask</translation>
        </message>
        <message>
            <source>请选核验本人的方式</source>
            <translation>How shall we verify you?</translation>
        </message>
        <message>
            <source>请输入短信验证码</source>
            <translation>Enter the code from the message</translation>
        </message>
        <message>
            <source>剩余 &lt;b&gt;%1&lt;/b&gt;</source>
            <translation>&lt;b&gt;%1&lt;/b&gt; left</translation>
        </message>
        <message>
            <source>已输入 %1 位，共 %2 位</source>
            <translation>%1 of %2 digits entered</translation>
        </message>
        <message>
            <source>正在发送</source>
            <translation>Sending</translation>
        </message>
        <message>
            <source>%1 秒后重发</source>
            <translation>Again in %1 s</translation>
        </message>
        <message>
            <source>获取验证码</source>
            <translation>Send code</translation>
        </message>
        <message>
            <source>重新发送</source>
            <translation>Send again</translation>
        </message>
        <message>
            <source>正在核对验证码</source>
            <translation>Checking the code</translation>
        </message>
        <message>
            <source>短信已发送，请输入 %1 位数字</source>
            <translation>Message sent, enter %1 digits</translation>
        </message>
        <message>
            <source>先按“获取验证码”</source>
            <translation>First press “Send code”</translation>
        </message>
    </context>
    <context>
        <name>VolumeSheet</name>
        <message>
            <source>音量</source>
            <translation>Volume</translation>
        </message>
        <message>
            <source>小一点</source>
            <translation>Softer</translation>
        </message>
        <message>
            <source>音量 %1，共 %2 级</source>
            <translation>Volume %1 of %2</translation>
        </message>
        <message>
            <source>大一点</source>
            <translation>Louder</translation>
        </message>
        <message>
            <source>已静音</source>
            <translation>Muted</translation>
        </message>
        <message>
            <source>办完后自动恢复</source>
            <translation>Back to normal afterwards</translation>
        </message>
    </context>
    <context>
        <name>WaitView</name>
        <message>
            <source>正在查询</source>
            <translation>Looking up</translation>
        </message>
        <message>
            <source>请稍等，不用做任何操作</source>
            <translation>Please wait, nothing to do</translation>
        </message>
        <message>
            <source>请稍等</source>
            <translation>Please wait</translation>
        </message>
        <message>
            <source>取消办理</source>
            <translation>Cancel</translation>
        </message>
    </context>
</TS>
