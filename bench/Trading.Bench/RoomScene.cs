using System.Globalization;
using System.Text;
using Trading.Crypto;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;

namespace Trading.Bench;

/// <summary>A room at the moment at which members hand in their sheets, and the sheets that they signed.</summary>
internal sealed class RoomScene
{
    private const long Begin = 1_800_000_000_000_000;
    private const long Hour = 3_600_000_000;
    private static readonly Suite Suite = Suite.P256;
    private readonly List<RoomEvent> events = [];
    private readonly List<RoomCommand> wishes = [];
    private readonly SigningKey host = SigningKey.Generate(Suite.P256);
    private Room state = new Room.None();

    public RoomScene(int bids, int criteria, int seats, char digit = 'a')
    {
        SigningKey Key() => SigningKey.Generate(Suite);
        var (gate, supervisor) = (Key(), Key());
        SigningKey[] members = [.. Enumerable.Range(0, seats).Select(_ => Key())];
        Members = members;
        var bidder = Key().PublicPoint;
        var terms = Encoding.UTF8.GetBytes(Terms(criteria));
        var start = new RoomStart
        {
            Suite = Suite.Id,
            Room = new string(digit, 32),
            Session = new string('1', 32),
            Lot = "1",
            Record = new byte[32],
            Checkpoint = "checkpoint",
            Draw = new string('2', 32),
            Pack = "procurement-goods",
            PackVersion = 1,
            Terms = Suite.Hash(terms),
            DrawnK = "",
            EndsAt = Begin + 8 * Hour,
            Host = host.PublicPoint,
            Supervisor = supervisor.PublicPoint,
            Gate = gate.PublicPoint,
            Seats = [.. Enumerable.Range(1, seats).Select(n => new RoomSeat(SeatRole.Expert, n))],
            Items = [],
            Bids =
            [
                .. Enumerable
                    .Range(1, bids)
                    .Select(n => new RoomBid(
                        n.ToString("x32", CultureInfo.InvariantCulture),
                        "",
                        $"第{n}号供应商有限公司",
                        80_000_000 + 1000 * n,
                        [],
                        new byte[32],
                        "",
                        [bidder]
                    )),
            ],
        };
        var bytes = RoomStartCodec.ToBytes(start);
        Must(new StartEvaluation(Begin, start.Room, bytes, terms, host.Sign(Tags.RoomStart, bytes)));
        for (var seat = 1; seat <= seats; seat++)
            Sit(start.Room, seat, members[seat - 1], gate);
        for (var seat = 1; seat <= seats; seat++)
            Say(Act(start.Room, RoomActKind.Pledge, seat), members[seat - 1]);
        for (var seat = 1; seat <= seats; seat++)
            Say(Act(start.Room, RoomActKind.Ballot, seat) with { Seat = 1 }, members[seat - 1]);
        Say(Act(start.Room, RoomActKind.Close, 1), members[0]);
        Sheets = [.. members.Select((key, at) => Sheet(start, criteria, at + 1, key))];
        (AtSheets, Start) = (state, start);
        Before = [.. events];
    }

    /// <summary>The room's start.</summary>
    public RoomStart Start { get; }

    /// <summary>The keys at its seats.</summary>
    public IReadOnlyList<SigningKey> Members { get; }

    /// <summary>What everybody wished until then, in order.</summary>
    public IReadOnlyList<RoomCommand> Wishes => wishes;

    /// <summary>The room before the first sheet.</summary>
    public Room AtSheets { get; }

    /// <summary>What happened until then.</summary>
    public IReadOnlyList<RoomEvent> Before { get; }

    /// <summary>The sheets as members signed them.</summary>
    public IReadOnlyList<RoomSigned> Sheets { get; }

    /// <summary>An act of the host.</summary>
    public RoomSigned Draft(string hash)
    {
        var act = Act(new string('a', 32), RoomActKind.Draft, 1) with { By = RoomAct.Host, Subject = hash };
        var bytes = act.ToBytes();
        return new RoomSigned(bytes, host.Sign(Tags.RoomAct, bytes));
    }

    /// <summary>The room after a wish that has to be accepted; its events are added to those before.</summary>
    public static Room Do(Room state, RoomCommand wish, List<RoomEvent> events)
    {
        var decided = RoomDecider.Decide(state, wish);
        if (decided.Events.Count == 0)
            throw new InvalidOperationException($"{wish.GetType().Name}: {decided.Refusal}");
        events.AddRange(decided.Events);
        return decided.Events.Aggregate(state, RoomDecider.Evolve);
    }

    private void Must(RoomCommand wish)
    {
        state = Do(state, wish, events);
        wishes.Add(wish);
    }

    private void Sit(string room, int seat, SigningKey key, SigningKey gate)
    {
        var bytes = new SeatCertificate(room, seat, SeatRole.Expert, key.PublicPoint, Begin + 100 * Hour).ToBytes();
        Must(new TakeSeat(Begin, bytes, gate.Sign(Tags.RoomSeat, bytes)));
    }

    private void Say(RoomAct act, SigningKey key)
    {
        var bytes = act.ToBytes();
        Must(new Declare(Begin, new RoomSigned(bytes, key.Sign(Tags.RoomAct, bytes))));
    }

    private static RoomAct Act(string room, RoomActKind kind, int seat) =>
        new(kind, room, RoomAct.OfSeat(seat), "", "", 0, 0, 0, 0, "", new byte[16]);

    private static RoomSigned Sheet(RoomStart start, int criteria, int seat, SigningKey key)
    {
        var random = new Random(seat);
        SheetBid[] bids =
        [
            .. start.Bids.Select(b => new SheetBid(
                b.Id,
                [.. Enumerable.Range(1, criteria - 1).Select(c => new SheetScore($"c{c}", random.Next(10_001), ""))]
            )),
        ];
        var bytes = new SheetPaper(start.Room, seat, bids, new byte[16]).ToBytes();
        return new RoomSigned(bytes, key.Sign(Tags.RoomSheet, bytes));
    }

    private static string Terms(int criteria)
    {
        var text = new StringBuilder(
            """{"format":"trading-score/1","pack":"procurement-goods","method":"lowest-price-benchmark","ceilingFen":100000000,"criteria":[{"id":"price","kind":"price","weightPermille":410}"""
        );
        for (var c = 1; c < criteria; c++)
            text.Append(
                CultureInfo.InvariantCulture,
                $$""",{"id":"c{{c}}","kind":"subjective","weightPermille":10,"maxHundredths":10000,"stepHundredths":1}"""
            );
        return text.Append("],\"bids\":[]}").ToString();
    }
}
