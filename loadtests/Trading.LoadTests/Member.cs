using System.Text.RegularExpressions;
using Trading.Cli;
using Trading.Rooms.Packs;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Trading.Scoring;

namespace Trading.LoadTests;

/// <summary>
/// A member of a committee, as drill and demo play it: hears what its seat may hear, and does what is due of it.
/// </summary>
/// <param name="client">The browser at the seat.</param>
/// <param name="room">What the room began with.</param>
/// <param name="terms">The published terms.</param>
/// <param name="favourite">Whom it votes for.</param>
/// <param name="pause">What passes between two acts.</param>
internal sealed partial class Member(SeatClient client, RoomFacts room, Tender terms, int favourite, TimeSpan pause)
{
    private const string LowPrice = "贵方报价明显低于其他报价，请书面说明成本构成与履约能力。";
    private const string Corrected = "贵方投标函大写与小写金额不一致，已以大写为准，请确认。";
    private const string Explained = "说明可以接受。";
    private const string Same = "客观分应与公布的评审标准一致，按多数席位的评分更正。";
    private const string FewLeft = "有效投标仍具有竞争性。";
    private readonly RoomPack pack = room.Pack;
    private readonly RoomStart start = room.Start;
    private readonly Minutes minutes = new(room.Start, room.Pack.QualifiedBy == QualifiedBy.Host);
    private readonly HashSet<(ItemStage Stage, string Bid)> reviewed = [];
    private int voted;
    private string motion = "";
    private string scored = "";
    private string signed = "";

    public int Seat => client.Seat;

    /// <summary>Whether it reads facts in another way than the others: the leader has to correct it then.</summary>
    public bool IsAtOdds { get; init; }

    /// <summary>
    /// Does whatever is due of this seat in that stage; a <see cref="SeatRefusal"/> where it may not.
    /// </summary>
    public async Task StepAsync(RoomStage stage, Func<Task> onSheet, CancellationToken cancel)
    {
        // While bids are masked a seat hears of labels alone.
        if (stage == RoomStage.Masking)
        {
            await ScoreMaskedAsync(cancel);
            return;
        }
        try
        {
            await HearAsync(cancel);
        }
        catch (SeatRefusal no) when (no.NextStep == "score-masked")
        {
            return; // since the stage was asked for
        }
        switch (stage)
        {
            case RoomStage.Pledging when !minutes.HasPledged(Seat):
                await client.ActAsync(RoomActKind.Pledge, cancel);
                break;
            case RoomStage.Electing when voted != minutes.Round:
                await ElectAsync(cancel);
                break;
            case RoomStage.Qualifying when pack.QualifiedBy == QualifiedBy.Committee:
                await ReviewAsync(ItemStage.Qualification, cancel);
                break;
            case RoomStage.Complying:
                await ReviewAsync(ItemStage.Compliance, cancel);
                break;
            case RoomStage.Explaining or RoomStage.Summing when minutes.Motion is { } open:
                await VoteAsync(open, cancel);
                break;
            case RoomStage.Explaining when minutes.Leader == Seat && !minutes.IsAnswerDue:
                await LeadAsync(cancel);
                break;
            case RoomStage.Scoring:
                await ScoreAsync(onSheet, cancel);
                break;
            case RoomStage.Summing when minutes.Leader == Seat && minutes.IsBlocked:
                await CorrectAsync(cancel);
                break;
            case RoomStage.Reporting when minutes.Draft is { } draft && draft != signed:
                await client.ActAsync(RoomActKind.Agree, cancel, subject: draft);
                signed = draft;
                break;
        }
    }

    private async Task HearAsync(CancellationToken cancel)
    {
        for (IReadOnlyList<RoomEvent> page; (page = await client.HearAsync(minutes.Head, cancel)).Count > 0; )
            foreach (var happened in page)
                minutes.Hear(happened);
    }

    private async Task ElectAsync(CancellationToken cancel)
    {
        var round = minutes.Round;
        var choice = minutes.Tied.Count == 0 || minutes.Tied.Contains(favourite) ? favourite : minutes.Tied[0];
        await client.ActAsync(RoomActKind.Ballot, cancel, of: choice);
        voted = round;
    }

    private async Task ReviewAsync(ItemStage stage, CancellationToken cancel)
    {
        foreach (var bid in minutes.Standing.Where(b => !reviewed.Contains((stage, b.Id))))
        {
            var marks = start.ItemsOf(stage).Select(item => MarkOf(item, bid)).ToList();
            if (marks.Count == 0)
                return;
            await Task.Delay(pause, cancel);
            await client.ReviewAsync(stage, bid.Id, marks, cancel);
            reviewed.Add((stage, bid.Id));
        }
    }

    // What everybody can see of a bid; whatever else was promised in its documents is invented, and believed.
    private ReviewMark MarkOf(RoomItem item, RoomBid bid) =>
        item.Ground == RejectionGround.OverCeiling && terms.CeilingFen is { } ceiling && bid.Figure > ceiling
            ? new ReviewMark(item.Id, false, "投标报价高于最高投标限价。")
            : new ReviewMark(item.Id, true, "");

    private async Task VoteAsync(string open, CancellationToken cancel)
    {
        if (open == motion)
            return;
        await client.ActAsync(RoomActKind.Vote, cancel, subject: open, choice: RoomAct.Yes);
        motion = open;
    }

    // The time of questions is over when the platform finds nothing left that the law asks for; until then it says
    // what is missing.
    private async Task LeadAsync(CancellationToken cancel)
    {
        try
        {
            await client.ActAsync(RoomActKind.Close, cancel);
        }
        catch (SeatRefusal no) when (BidIn().Match(no.Message) is var bid && MissingOf(no.NextStep) is { } missing)
        {
            await Task.Delay(pause, cancel);
            await missing(bid.Value, cancel);
        }
    }

    private Func<string, CancellationToken, Task>? MissingOf(string nextStep) =>
        nextStep switch
        {
            "ask-for-confirmation" => (bid, cancel) => AskAsync(bid, QuestionKind.Price, Corrected, cancel),
            "ask-for-explanation" => (bid, cancel) => AskAsync(bid, QuestionKind.LowPrice, LowPrice, cancel),
            "vote-on-explanation" => (bid, cancel) => RaiseAsync(bid, MotionKind.Accept, Explained, cancel),
            "vote-on-competition" => (_, cancel) => RaiseAsync("", MotionKind.GoOn, FewLeft, cancel),
            _ => null,
        };

    private Task AskAsync(string bid, QuestionKind kind, string text, CancellationToken cancel) =>
        client.ActAsync(
            RoomActKind.Ask,
            cancel,
            subject: bid,
            choice: (byte)kind,
            after: pack.LeastAnswerSeconds,
            text: text
        );

    private Task RaiseAsync(string bid, MotionKind kind, string text, CancellationToken cancel) =>
        client.ActAsync(RoomActKind.Raise, cancel, subject: bid, choice: (byte)kind, text: text);

    private async Task ScoreAsync(Func<Task> onSheet, CancellationToken cancel)
    {
        var standing = minutes.Standing.ToList();
        var bids = string.Join(' ', standing.Select(b => b.Id));
        if (bids == scored)
            return;
        await Task.Delay(pause * (standing.Count + Seat), cancel);
        await client.ScoreAsync([.. standing.Select((b, place) => SheetOf(b.Id, place, isMasked: false))], cancel);
        scored = bids;
        await onSheet();
    }

    private async Task ScoreMaskedAsync(CancellationToken cancel)
    {
        var view = await client.MaskedAsync(cancel);
        if (!view.GetProperty("isMasked").GetBoolean() || !view.GetProperty("isReady").GetBoolean())
            return;
        if (view.GetProperty("isIn").GetBoolean())
            return;
        var bids = view.GetProperty("bids").EnumerateArray().Select(b => b.GetProperty("bid").GetString()!).ToList();
        await Task.Delay(pause * Seat, cancel);
        await client.ScoreAsync([.. bids.Select((bid, place) => SheetOf(bid, place, isMasked: true))], cancel);
    }

    // On facts all say the same, or nothing can be counted: the leader proposes what most of them say.
    private async Task CorrectAsync(CancellationToken cancel)
    {
        var papers = new List<RoomEvent>();
        for (IReadOnlyList<RoomEvent> page; (page = await client.SheetsAsync(papers.Count, cancel)).Count > 0; )
            papers.AddRange(page);
        if (Differences.First(papers, terms, minutes, Seat) is not { } found)
            return;
        await client.ActAsync(
            RoomActKind.Raise,
            cancel,
            of: found.Seat,
            subject: found.Bid,
            choice: (byte)MotionKind.Objective,
            text: Same,
            item: found.Criterion,
            before: found.Before,
            after: found.After
        );
    }

    private SheetBid SheetOf(string bid, int place, bool isMasked) =>
        new(
            bid,
            [
                .. terms
                    .Criteria.Where(c => c.Kind != CriterionKind.Price && IsMasked(c) == isMasked)
                    .Select(c => ScoreOf(c, place)),
            ]
        );

    private bool IsMasked(Criterion criterion) => terms.Masked?.Criteria.Contains(criterion.Id) ?? false;

    // On facts members may not differ; of judgement each has its own.
    private SheetScore ScoreOf(Criterion criterion, int place)
    {
        var (most, step) = (criterion.MaxHundredths!.Value, criterion.StepHundredths!.Value);
        var percent =
            criterion.Kind == CriterionKind.Objective ? 60 + place * 17 % 40 : 72 + (place * 11 + Seat * 3) % 25;
        if (criterion.Kind == CriterionKind.Objective && IsAtOdds)
            percent = 100;
        var score = (long)most * percent / 100 / step * step;
        return new SheetScore(criterion.Id, score, score < criterion.ReasonBelowHundredths ? "方案不够具体。" : "");
    }

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex BidIn();
}
