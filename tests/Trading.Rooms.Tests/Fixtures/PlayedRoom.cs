using System.Text;

namespace Trading.Rooms.Tests.Fixtures;

/// <summary>One room at its decider, with the keys of everybody who says something in it.</summary>
internal sealed class PlayedRoom
{
    private readonly Dictionary<int, string> sitting = [];
    private int nonce;

    public PlayedRoom(RoomStart? start = null, string terms = StartsOf.Goods)
    {
        Start = start ?? StartsOf.New(terms, bids: StartsOf.Bids(3));
        Terms = Encoding.UTF8.GetBytes(terms);
    }

    public RoomStart Start { get; }
    public byte[] Terms { get; }
    public long Now { get; set; } = StartsOf.Begin;

    /// <summary>How much time passes with each commit, in microseconds.</summary>
    public long Pace { get; init; }
    public Room State { get; private set; } = new Room.None();
    public List<RoomEvent> Events { get; } = [];

    /// <summary>Each commit with the state after it.</summary>
    public List<(IReadOnlyList<RoomEvent> Events, Room State)> Commits { get; } = [];
    public int Seats => Start.Seats.Count;
    public Room.Sitting Sitting => (Room.Sitting)State;

    public string Id(int bid) => Start.Bids[bid - 1].Id;

    public static Suite Suite => Suite.P256;

    /// <summary>Decides, and goes on from what was decided, through the codec.</summary>
    public Decision<RoomEvent> Do(RoomCommand command)
    {
        var decision = RoomDecider.Decide(State, command);
        foreach (var happened in decision.Events)
        {
            var (type, bytes) = RoomCodec.Table.Encode(happened);
            var read = RoomCodec.Table.Decode(type, bytes);
            State = RoomDecider.Evolve(State, read);
            Events.Add(read);
        }
        if (decision.Events.Count > 0)
            Commits.Add(([.. Events.TakeLast(decision.Events.Count)], State));
        Now += decision.Events.Count > 0 ? Pace : 0;
        return decision;
    }

    public void Must(RoomCommand command)
    {
        var decision = Do(command);
        Assert.True(decision.IsAccepted, $"{command.GetType().Name}: {decision.Refusal}");
    }

    /// <summary>The refusal of a wish that changes nothing.</summary>
    public Refusal Refused(RoomCommand command)
    {
        var before = Events.Count;
        var decision = Do(command);
        Assert.Equal(before, Events.Count);
        Assert.NotNull(decision.Refusal);
        Assert.Matches("^[a-z]+(-[a-z]+)+$", decision.Refusal.NextStep);
        Assert.Matches("^[a-z]+(-[a-z0-9]+)*:[a-z0-9]+$|^low-price-2026$", decision.Refusal.Rule);
        return decision.Refusal;
    }

    public StartEvaluation Starting(string signer = "host")
    {
        var bytes = RoomStartCodec.ToBytes(Start);
        return new StartEvaluation(Now, Start.Room, bytes, Terms, Keys.Of(signer).Sign(Tags.RoomStart, bytes));
    }

    public TakeSeat Sit(int seat, string? who = null, SeatRole? role = null, string gate = "gate", long? until = null)
    {
        who ??= $"seat {seat}";
        var certificate = new SeatCertificate(
            Start.Room,
            seat,
            role ?? Start.Seats[seat - 1].Role,
            Keys.Point(who),
            until ?? (StartsOf.Begin + 1000 * StartsOf.Hour)
        ).ToBytes();
        sitting[seat] = who;
        return new TakeSeat(Now, certificate, Keys.Of(gate).Sign(Tags.RoomSeat, certificate));
    }

    public string WhoSits(int seat) => sitting.GetValueOrDefault(seat, $"seat {seat}");

    /// <summary>An act of a seat.</summary>
    public Declare Act(
        int seat,
        RoomActKind kind,
        string subject = "",
        string item = "",
        byte choice = 0,
        int of = 0,
        long before = 0,
        long after = 0,
        string text = "",
        string? signer = null
    ) =>
        Signed(
            new RoomAct(
                kind,
                Start.Room,
                RoomAct.OfSeat(seat),
                subject,
                item,
                choice,
                of,
                before,
                after,
                text,
                Nonce()
            ),
            signer ?? WhoSits(seat)
        );

    /// <summary>An act of host, supervisor or a bidder.</summary>
    public Declare ActBy(
        string by,
        RoomActKind kind,
        string subject = "",
        string item = "",
        byte choice = 0,
        int of = 0,
        string text = "",
        string? signer = null
    ) =>
        Signed(
            new RoomAct(kind, Start.Room, by, subject, item, choice, of, 0, 0, text, Nonce()),
            signer ?? (by.StartsWith("bid.", StringComparison.Ordinal) ? $"bidder {NumberOf(by)}" : by)
        );

    public Declare Signed(RoomAct act, string signer)
    {
        var bytes = act.ToBytes();
        return new Declare(Now, new RoomSigned(bytes, Keys.Of(signer).Sign(Tags.RoomAct, bytes)));
    }

    public SubmitReview Review(int seat, int bid, ItemStage stage = ItemStage.Compliance, params string[] fails)
    {
        ReviewMark[] marks =
        [
            .. Start
                .ItemsOf(stage)
                .Select(i => new ReviewMark(i.Id, !fails.Contains(i.Id), fails.Contains(i.Id) ? "缺" : "")),
        ];
        return Review(new ReviewPaper(Start.Room, seat, stage, Id(bid), marks, Nonce()));
    }

    public SubmitReview Review(ReviewPaper paper)
    {
        var bytes = paper.ToBytes();
        return new(Now, new RoomSigned(bytes, Keys.Of(WhoSits(paper.Seat)).Sign(Tags.RoomReview, bytes)));
    }

    /// <summary>A sheet over these bids, each with one score for quality; service is the same for all.</summary>
    public SubmitSheet Sheet(
        int seat,
        Func<int, long>? quality = null,
        IReadOnlyList<int>? bids = null,
        long service = 1000
    )
    {
        quality ??= bid => 8000 + 50 * ((seat + bid) % 5);
        bids ??= [.. Enumerable.Range(1, Start.Bids.Count).Where(n => !Sitting.Work.IsOut(Id(n)))];
        return Sheet(
            seat,
            [
                .. bids.Select(n => new SheetBid(
                    Id(n),
                    [new SheetScore("quality", quality(n), ""), new SheetScore("service", service, "")]
                )),
            ]
        );
    }

    public SubmitSheet Sheet(int seat, IReadOnlyList<SheetBid> bids)
    {
        var bytes = new SheetPaper(Start.Room, seat, bids, Nonce()).ToBytes();
        return new(Now, new RoomSigned(bytes, Keys.Of(WhoSits(seat)).Sign(Tags.RoomSheet, bytes)));
    }

    public CountScores Count() => new(Now, new byte[32]);

    /// <summary>Everybody sits and has pledged.</summary>
    public PlayedRoom Pledged()
    {
        Must(Starting());
        for (var seat = 1; seat <= Seats; seat++)
            Must(Sit(seat));
        for (var seat = 1; seat <= Seats; seat++)
            Must(Act(seat, RoomActKind.Pledge));
        return this;
    }

    /// <summary>The first seat leads.</summary>
    public PlayedRoom Led()
    {
        Pledged();
        for (var seat = 1; seat <= Seats; seat++)
            Must(Act(seat, RoomActKind.Ballot, of: 1));
        return this;
    }

    /// <summary>Everybody qualifies.</summary>
    public PlayedRoom Qualified()
    {
        Led();
        foreach (var n in Enumerable.Range(1, Start.Bids.Count).Where(_ => Sitting.Stage == RoomStage.Qualifying))
            Qualify(n);
        return this;
    }

    private void Qualify(int bid)
    {
        if (Sitting.Facts.Pack.QualifiedBy == QualifiedBy.Host)
            Must(ActBy("host", RoomActKind.Qualify, Id(bid)));
        else
            for (var seat = 1; seat <= Seats; seat++)
                Must(Review(seat, bid, ItemStage.Qualification));
    }

    /// <summary>Every bid complies but these.</summary>
    public PlayedRoom Complied(params int[] fails)
    {
        Qualified();
        for (var bid = 1; bid <= Start.Bids.Count; bid++)
        for (var seat = 1; seat <= Seats; seat++)
            Must(Review(seat, bid, fails: fails.Contains(bid) ? ["signed"] : []));
        return this;
    }

    public PlayedRoom Explained(params int[] fails)
    {
        Complied(fails);
        Must(Act(1, RoomActKind.Close));
        return this;
    }

    public PlayedRoom Scored(params int[] fails)
    {
        Explained(fails);
        for (var seat = 1; seat <= Seats && State is Room.Scoring; seat++)
            Must(Sheet(seat));
        return this;
    }

    public PlayedRoom Counted(params int[] fails)
    {
        Scored(fails);
        Must(Count());
        return this;
    }

    public static string Hash(byte fill = 7) => Convert.ToHexStringLower(Enumerable.Repeat(fill, 32).ToArray());

    public PlayedRoom Drafted(params int[] fails)
    {
        Counted(fails);
        Must(ActBy("host", RoomActKind.Draft, Hash()));
        return this;
    }

    public PlayedRoom Concluded(params int[] fails)
    {
        Drafted(fails);
        for (var seat = 1; seat <= Seats; seat++)
            Must(Act(seat, RoomActKind.Agree, Hash()));
        return this;
    }

    /// <summary>The leader raises a motion, and so many vote for it.</summary>
    public string Decide(
        MotionKind kind,
        int yes,
        int bid = 0,
        string item = "",
        string text = "理由",
        int of = 0,
        long before = 0,
        long after = 0
    )
    {
        var raise = Act(1, RoomActKind.Raise, bid > 0 ? Id(bid) : "", item, (byte)kind, of, before, after, text);
        Must(raise);
        var motion = RoomAct.Id(Suite, raise.Act.Statement);
        for (var seat = 1; seat <= Seats && MotionSteps.MotionOf(Sitting)?.Id == motion; seat++)
        {
            Must(Act(seat, RoomActKind.Vote, motion, choice: seat <= yes ? RoomAct.Yes : RoomAct.No));
            if (State is not Room.Sitting)
                break;
        }
        return motion;
    }

    /// <summary>The leader asks a bidder; the question's id.</summary>
    public string Ask(int bid, QuestionKind kind, long seconds = 1800, string text = "请说明")
    {
        var ask = Act(1, RoomActKind.Ask, Id(bid), choice: (byte)kind, after: seconds, text: text);
        Must(ask);
        return RoomAct.Id(Suite, ask.Act.Statement);
    }

    public Declare Answer(int bid, string question, byte choice = RoomAct.Yes, string text = "说明如下") =>
        ActBy(RoomAct.OfBid(Id(bid)), RoomActKind.Answer, question, choice: choice, text: text);

    private int NumberOf(string by) => Start.Bids.Select(b => b.Id).ToList().IndexOf(by[4..]) + 1;

    private byte[] Nonce() => [.. new byte[12], .. BitConverter.GetBytes(nonce++)];
}
