using Trading.Documents;
using Trading.Rooms.Packs;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;

namespace Trading.Rooms.Reports;

/// <summary>
/// The words of a report in its language and its trade: works and procurement name the same things differently. Words
/// of the trades: docs/glossary.md.
/// </summary>
internal sealed class ReportWords(bool isChinese, RoomPack pack)
{
    /// <summary>Whether it is Chinese; else English.</summary>
    public bool IsChinese { get; } = isChinese;

    private bool IsProcurement { get; } = pack.QualifiedBy == QualifiedBy.Host;

    /// <summary>The word of the language.</summary>
    public string this[string chinese, string english] => IsChinese ? chinese : english;

    public string Title =>
        IsProcurement ? this["评审报告", "Evaluation report"] : this["评标报告", "Evaluation report"];

    public string Committee => IsProcurement ? this["评审委员会", "Committee"] : this["评标委员会", "Committee"];

    public string Bidder => IsProcurement ? this["供应商", "Bidder"] : this["投标人", "Bidder"];

    public string Buyer => IsProcurement ? this["采购人", "Buyer"] : this["招标人", "Tenderee"];

    public string Rejected => IsProcurement ? this["无效投标", "Invalid bids"] : this["否决投标", "Rejected bids"];

    public string Out => IsProcurement ? this["投标无效", "invalid"] : this["被否决", "rejected"];

    public string Candidates =>
        IsProcurement ? this["中标候选人推荐", "Recommended candidates"] : this["中标候选人", "Recommended candidates"];

    public string Lot => IsProcurement ? this["包", "Lot"] : this["标段", "Lot"];

    public string Pack =>
        pack.Id switch
        {
            "construction-national" => this["工程建设项目招标投标（全国）", "Works (national)"],
            "procurement-goods" => this["政府采购货物", "Procurement of goods"],
            "procurement-services" => this["政府采购服务", "Procurement of services"],
            _ => pack.Id,
        };

    /// <summary>A rule with the name of its law.</summary>
    public string Rule(string id) => RuleNames.Of(id, IsChinese);

    public string Ground(RejectionGround ground) => NoteWords.Grounds[ground][IsChinese ? 1 : 0];

    public string Seat(int number) => this[$"席位 {number}", $"Seat {number}"];

    public string Role(SeatRole role) =>
        role == SeatRole.Expert ? this["评审专家", "Expert"] : this[$"{Buyer}代表", "Buyer's representative"];

    public string Yes(bool yes) => yes ? this["赞成", "yes"] : this["反对", "no"];

    public string Stage(RoomStage stage) =>
        stage switch
        {
            RoomStage.Seating => this["入席", "Seating"],
            RoomStage.Pledging => this["承诺与回避", "Pledges"],
            RoomStage.Electing => this["推选组长", "Election of the leader"],
            RoomStage.Masking => this["暗标评审", "Masked scoring"],
            RoomStage.Qualifying => this["资格审查", "Qualification"],
            RoomStage.Complying => this["符合性审查", "Compliance"],
            RoomStage.Explaining => this["澄清与说明", "Questions"],
            RoomStage.Scoring => this["独立评分", "Scoring"],
            RoomStage.Summing => this["汇总复核", "Summing up"],
            _ => this["签署报告", "Signing the report"],
        };

    public string Question(QuestionKind kind) =>
        kind switch
        {
            QuestionKind.Clarify => this["澄清", "Clarification"],
            QuestionKind.LowPrice => this["异常低价说明", "Explanation of a low price"],
            _ => this["确认修正后的报价", "Confirmation of a corrected price"],
        };

    public string Motion(MotionKind kind) =>
        kind switch
        {
            MotionKind.Accept => this["是否采信价格说明", "Accept the explanation of a price"],
            MotionKind.Reject => this[$"认定{Out}", "Reject a bid"],
            MotionKind.GoOn => this["有效投标不足三家，是否仍具竞争性", "Fewer than three: is competition left"],
            MotionKind.Brand => this["同品牌得分相同时推荐", "Choose among equal bids of a brand"],
            MotionKind.Dispute => this["争议", "Dispute"],
            _ => this["更正评分：", "Correct a score: "] + Amendment((AmendmentKind)(kind - MotionKind.Sum)),
        };

    public string Amendment(AmendmentKind kind) =>
        kind switch
        {
            AmendmentKind.Sum => this["分值汇总计算错误", "wrong sum"],
            AmendmentKind.Range => this["分项评分超出评分标准范围", "out of range"],
            AmendmentKind.Objective => this["客观评分不一致", "objective scores differ"],
            _ => this["评分畸高、畸低", "abnormally high or low"],
        };

    public string Found(IdentityKind kind) =>
        kind switch
        {
            IdentityKind.Name => this["单位名称", "name"],
            IdentityKind.Code => this["统一社会信用代码", "credit code"],
            IdentityKind.Person => this["人员姓名", "a person"],
            IdentityKind.Phone => this["电话", "telephone"],
            IdentityKind.Mail => this["电子邮箱", "e-mail"],
            _ => this["未能查看", "not looked through"],
        };

    public string Criterion(CriterionKind kind) =>
        kind switch
        {
            CriterionKind.Price => this["价格", "price"],
            CriterionKind.Objective => this["客观", "objective"],
            _ => this["主观", "subjective"],
        };

    /// <summary>A head's cell.</summary>
    public Cell Head(string chinese, string english) =>
        IsChinese ? Text.Of(new Run(chinese), new Run("\n" + english) { Small = true, Bold = false }) : (Cell)english;

    /// <summary>A heading: in Chinese with small English behind it.</summary>
    public Heading Chapter(string chinese, string english) =>
        new(
            1,
            IsChinese
                ? Text.Of(
                    new Run(chinese),
                    new Run("　" + english)
                    {
                        Small = true,
                        Bold = false,
                        Tone = Tone.Muted,
                    }
                )
                : english
        );
}
