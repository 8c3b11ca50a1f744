namespace Trading.Rooms.Tests.Vectors;

/// <summary>Whole rooms for tests/vectors/room/rooms.json.</summary>
internal static class RoomStories
{
    private const long Pace = 1_000_000;

    private static readonly string Other = PlayedRoom.Hash(8);

    public static IReadOnlyDictionary<string, Func<PlayedRoom>> All { get; } =
        new Dictionary<string, Func<PlayedRoom>>(StringComparer.Ordinal)
        {
            ["goods"] = Goods,
            ["works"] = Works,
            ["works-few"] = WorksFew,
            ["replaced"] = Replaced,
            ["explained"] = Explained,
            ["corrected"] = Corrected,
            ["stopped"] = Stopped,
            ["abandoned"] = Abandoned,
            ["again"] = Again,
            ["few"] = () => new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(2))) { Pace = Pace }.Complied(),
            ["silent"] = Silent,
            ["sealed"] = Archives.PlayedRooms.Sealed,
            ["masked"] = Rooms.MaskedTests.Unmasked,
        };

    // A question that is answered, a rejection by reviews, a dissent.
    private static PlayedRoom Goods()
    {
        var room = new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(4))) { Pace = Pace }.Complied(2);
        room.Must(room.Answer(1, room.Ask(1, QuestionKind.Clarify)));
        room.Must(room.Act(1, RoomActKind.Close));
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Sheet(seat));
        room.Must(room.Count());
        room.Must(room.ActBy("host", RoomActKind.Draft, Other));
        room.Must(room.ActBy("host", RoomActKind.Draft, PlayedRoom.Hash()));
        room.Must(room.Act(1, RoomActKind.Dissent, PlayedRoom.Hash(), text: "对第三项有不同意见"));
        for (var seat = 2; seat <= room.Seats; seat++)
            room.Must(room.Act(seat, RoomActKind.Agree, PlayedRoom.Hash()));
        return room;
    }

    // The committee judges qualification; only the price counts; two ties before there is a leader.
    private static PlayedRoom Works()
    {
        var room = new PlayedRoom(
            StartsOf.New(StartsOf.Works, 7, 2, "construction-national", StartsOf.Bids(4)),
            StartsOf.Works
        )
        {
            Pace = Pace,
        }.Pledged();
        int[][] votes =
        [
            [2, 2, 1, 1, 4, 4, 7],
            [4, 4, 4, 1, 1, 1, 2],
        ];
        foreach (var vote in votes)
            for (var seat = 1; seat <= room.Seats; seat++)
                room.Must(room.Act(seat, RoomActKind.Ballot, of: vote[seat - 1]));
        for (var bid = 1; bid <= 4; bid++)
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Review(seat, bid, ItemStage.Qualification, bid == 4 && seat > 2 ? ["licence"] : []));
        for (var bid = 1; bid <= 3; bid++)
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Review(seat, bid));
        room.Decide(MotionKind.Dispute, 3, text: "是否需要现场核实");
        room.Must(room.Act(1, RoomActKind.Close));
        room.Must(room.Count());
        room.Must(room.ActBy("host", RoomActKind.Draft, PlayedRoom.Hash()));
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Act(seat, RoomActKind.Agree, PlayedRoom.Hash()));
        return room;
    }

    private static PlayedRoom WorksFew()
    {
        var room = new PlayedRoom(
            StartsOf.New(StartsOf.Works, pack: "construction-national", bids: StartsOf.Bids(2)),
            StartsOf.Works
        )
        {
            Pace = Pace,
        }.Complied();
        room.Decide(MotionKind.GoOn, 5);
        room.Must(room.Act(1, RoomActKind.Close));
        room.Must(room.Count());
        return room;
    }

    // One goes before the vote, one while sheets are written, after three were handed in.
    private static PlayedRoom Replaced()
    {
        var room = new PlayedRoom { Pace = Pace }.Pledged();
        room.Must(room.Act(2, RoomActKind.Ballot, of: 3));
        room.Must(room.Act(2, RoomActKind.Avoid, text: "亲属"));
        room.Must(room.Sit(2, who: "substitute 2"));
        room.Must(room.Act(2, RoomActKind.Pledge));
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Act(seat, RoomActKind.Ballot, of: 1));
        for (var bid = 1; bid <= 3; bid++)
            room.Must(room.ActBy("host", RoomActKind.Qualify, room.Id(bid)));
        for (var bid = 1; bid <= 3; bid++)
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Review(seat, bid));
        var asked = room.Ask(3, QuestionKind.Clarify);
        room.Must(room.Answer(3, asked));
        room.Must(room.Act(1, RoomActKind.Close));
        for (var seat = 1; seat <= 3; seat++)
            room.Must(room.Sheet(seat));
        room.Must(room.ActBy("host", RoomActKind.Unseat, of: 3, text: "突发疾病"));
        room.Must(room.Sit(3, who: "substitute 3"));
        room.Must(room.Act(3, RoomActKind.Pledge));
        for (var bid = 1; bid <= 3; bid++)
            room.Must(room.Review(3, bid));
        room.Must(room.Act(1, RoomActKind.Close));
        for (var seat = 3; seat <= room.Seats; seat++)
            room.Must(room.Sheet(seat));
        room.Must(room.Count());
        return room;
    }

    // Two low prices: one explanation is accepted, the other one lost; then one of two equal bids of a brand.
    private static PlayedRoom Explained()
    {
        RoomBid[] bids = [.. StartsOf.Bids(5), StartsOf.Bid(6, 30_000_000), StartsOf.Bid(7, 31_000_000)];
        for (var i = 0; i < 2; i++)
            bids[i] = bids[i] with { Figure = 80_000_000, Scoring = """{"brand":"甲牌"}""" };
        var room = new PlayedRoom(StartsOf.New(bids: bids)) { Pace = Pace }.Complied();
        room.Must(room.Answer(6, room.Ask(6, QuestionKind.LowPrice)));
        room.Must(room.Answer(7, room.Ask(7, QuestionKind.LowPrice, 3600)));
        room.Decide(MotionKind.Accept, 5, 6);
        room.Decide(MotionKind.Accept, 1, 7);
        room.Decide(MotionKind.Reject, 4, 5, "collusion");
        room.Must(room.Act(1, RoomActKind.Close));
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Sheet(seat, _ => 8000));
        room.Decide(MotionKind.Brand, 3, 2, "甲牌");
        room.Must(room.Count());
        return room;
    }

    // An objective item differs: the count blocks until the committee corrects it.
    private static PlayedRoom Corrected()
    {
        var room = new PlayedRoom { Pace = Pace }.Explained();
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Sheet(seat, service: seat == 4 ? 900 : 1000));
        room.Must(room.Count());
        room.Decide(MotionKind.Objective, 2, 1, "service", of: 4, before: 900, after: 1000);
        for (var bid = 1; bid <= 3; bid++)
            room.Decide(MotionKind.Objective, 5, bid, "service", of: 4, before: 900, after: 1000);
        room.Must(room.Count());
        room.Decide(MotionKind.Reject, 5, 3, "unresponsive");
        return room;
    }

    // Time is called short twice and extended; everything stops while a bidder is asked.
    private static PlayedRoom Stopped()
    {
        var room = new PlayedRoom { Pace = Pace }.Complied();
        room.Must(room.Act(1, RoomActKind.CallShort));
        room.Must(room.Act(3, RoomActKind.CallShort));
        room.Must(room.Act(4, RoomActKind.CallShort));
        var asked = room.Ask(2, QuestionKind.Clarify);
        room.Now += 600_000_000;
        room.Must(room.ActBy("supervisor", RoomActKind.Stop, text: "停电"));
        room.Now += StartsOf.Hour;
        room.Must(room.ActBy("supervisor", RoomActKind.Resume, text: "恢复"));
        room.Must(room.Answer(2, asked));
        return room;
    }

    private static PlayedRoom Abandoned()
    {
        var room = new PlayedRoom { Pace = Pace }.Led();
        room.Must(room.ActBy("host", RoomActKind.Stop, text: "有人泄密"));
        room.Must(room.ActBy("supervisor", RoomActKind.Abandon, text: "另行组建"));
        return room;
    }

    private static PlayedRoom Again()
    {
        var room = new PlayedRoom { Pace = Pace }.Drafted();
        room.Must(room.Act(2, RoomActKind.Agree, PlayedRoom.Hash()));
        room.Now += StartsOf.Hour;
        room.Must(new PassTime(room.Now));
        room.Must(room.ActBy("supervisor", RoomActKind.Again, choice: 4, text: "畸高"));
        room.Decide(MotionKind.Abnormal, 3, 1, "quality", of: 1, before: 8100, after: 8000);
        room.Must(room.Count());
        room.Must(room.ActBy("host", RoomActKind.Draft, Other));
        return room;
    }

    // A bidder says nothing about its low price; the report is left to silence.
    private static PlayedRoom Silent()
    {
        var room = new PlayedRoom(StartsOf.New(bids: [.. StartsOf.Bids(4), StartsOf.Bid(5, 30_000_000)]))
        {
            Pace = Pace,
        }.Complied();
        room.Ask(5, QuestionKind.LowPrice);
        room.Now += StartsOf.Hour;
        room.Must(new PassTime(room.Now));
        room.Must(room.Act(1, RoomActKind.Close));
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Sheet(seat));
        room.Must(room.Count());
        room.Must(room.ActBy("host", RoomActKind.Draft, PlayedRoom.Hash()));
        room.Now += 2 * StartsOf.Hour;
        room.Must(new PassTime(room.Now));
        return room;
    }
}
