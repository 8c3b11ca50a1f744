using Trading.Documents;
using Trading.Documents.Tests;
using Trading.Rooms.Reports;

namespace Trading.Rooms.Tests.Archives;

/// <summary>Whole rooms that are over, each with something of its own in its archive.</summary>
internal static class PlayedRooms
{
    /// <summary>
    /// Goods with six bids: a member is replaced before anything is judged, the election is tied once; bid 6 is not
    /// qualified, bid 5 does not comply, bid 2 explains its price and is accepted, bid 4 is silent and out, bid 1 is
    /// asked to clarify; it stops and goes on, time is short; a dispute, a correction, a block, a second draft, a
    /// dissent, a silence.
    /// </summary>
    public static PlayedRoom Eventful()
    {
        var room = new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(6)));
        room.Must(room.Starting());
        for (var seat = 1; seat <= 5; seat++)
            room.Must(room.Sit(seat));
        room.Must(room.Act(3, RoomActKind.Avoid, text: "与第1号供应商有利害关系"));
        room.Must(room.Sit(3, "seat 3 anew"));
        for (var seat = 1; seat <= 5; seat++)
            room.Must(room.Act(seat, RoomActKind.Pledge));
        foreach (var named in new[] { 1, 1, 2, 2, 3 }.Select((named, at) => (Seat: at + 1, named)))
            room.Must(room.Act(named.Seat, RoomActKind.Ballot, of: named.named));
        for (var seat = 1; seat <= 5; seat++)
            room.Must(room.Act(seat, RoomActKind.Ballot, of: 1));
        for (var bid = 1; bid <= 5; bid++)
            room.Must(room.ActBy("host", RoomActKind.Qualify, room.Id(bid)));
        room.Must(room.ActBy("host", RoomActKind.Qualify, room.Id(6), "licence", text: "营业执照过期"));
        for (var bid = 1; bid <= 5; bid++)
        for (var seat = 1; seat <= 5; seat++)
            room.Must(room.Review(seat, bid, fails: bid == 5 && seat >= 3 ? ["signed"] : []));
        Explain(room);
        for (var seat = 1; seat <= 5; seat++)
            room.Must(room.Sheet(seat, service: seat == 4 ? 900 : 1000));
        Sum(room);
        return room;
    }

    /// <summary>Works where only the price is scored: the committee qualifies, goes on with few, and agrees.</summary>
    public static PlayedRoom Works()
    {
        var room = new PlayedRoom(
            StartsOf.New(StartsOf.Works, pack: "construction-national", bids: StartsOf.Bids(2)),
            StartsOf.Works
        ).Complied();
        room.Decide(MotionKind.GoOn, 4);
        room.Must(room.Act(1, RoomActKind.Close));
        room.Must(room.Count());
        Sign(room);
        return room;
    }

    /// <summary>Procurement with two bids left: it ends before anything is scored.</summary>
    public static PlayedRoom Few() => new PlayedRoom().Complied(2);

    /// <summary>Stopped, sealed and abandoned while it was scored.</summary>
    public static PlayedRoom Abandoned()
    {
        var room = new PlayedRoom().Explained();
        room.Must(room.Sheet(1));
        room.Must(room.ActBy("host", RoomActKind.Stop, text: "违规接触"));
        room.Must(room.ActBy("supervisor", RoomActKind.Abandon, text: "重新组建评审委员会"));
        return room;
    }

    /// <summary>Concluded, reviewed again by order, a member replaced meanwhile, and concluded once more.</summary>
    public static PlayedRoom Again()
    {
        var room = new PlayedRoom().Counted();
        Sign(room);
        room.Must(room.ActBy("supervisor", RoomActKind.Again, choice: 4, text: "评分畸高"));
        room.Must(room.ActBy("host", RoomActKind.Unseat, of: 2, text: "失联"));
        room.Must(room.Sit(2, "seat 2 anew"));
        room.Must(room.Act(2, RoomActKind.Pledge));
        for (var bid = 1; bid <= 3; bid++)
            room.Must(room.Review(2, bid));
        room.Must(room.Act(1, RoomActKind.Close));
        room.Must(room.Sheet(2));
        room.Must(room.Count());
        Sign(room);
        return room;
    }

    /// <summary>Works whose leader the tenderer named; the host signed the report.</summary>
    public static PlayedRoom Sealed()
    {
        var start = StartsOf.New(StartsOf.Works, pack: "construction-national", bids: StartsOf.Bids(3));
        var room = new PlayedRoom(start with { PackVersion = 2 }, StartsOf.Works);
        room.Must(room.Starting());
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Sit(seat));
        room.Must(room.ActBy("host", RoomActKind.Name, of: 2));
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Act(seat, RoomActKind.Pledge));
        foreach (var stage in new[] { ItemStage.Qualification, ItemStage.Compliance })
            for (var bid = 1; bid <= 3; bid++)
            for (var seat = 1; seat <= room.Seats; seat++)
                room.Must(room.Review(seat, bid, stage));
        room.Must(room.Act(2, RoomActKind.Close));
        room.Must(room.Count());
        Sign(room);
        room.Must(Seal(room));
        return room;
    }

    /// <summary>The host's signature under the report of a room as it stands.</summary>
    public static SealReport Seal(PlayedRoom room, string signer = "host")
    {
        var draft = RoomReport.Full(room.Events, Tools.Fonts);
        var certificate = Certified.By(Keys.Of(signer));
        var signature = Certified.Sign(Keys.Of(signer), draft.Attributes(certificate));
        return new SealReport(
            room.Now,
            PdfSignature.Digest(draft.Pdf),
            draft.Hash(certificate, signature),
            certificate,
            signature
        );
    }

    /// <summary>A room in which everybody agrees.</summary>
    public static PlayedRoom Agreed(PlayedRoom room)
    {
        Sign(room.Counted());
        return room;
    }

    private static void Explain(PlayedRoom room)
    {
        var clear = room.Ask(1, QuestionKind.Clarify, text: "请说明交货期的起算日");
        var low = room.Ask(2, QuestionKind.LowPrice, text: "请说明报价的成本构成");
        room.Ask(4, QuestionKind.LowPrice, text: "请说明报价的成本构成");
        room.Now += StartsOf.Hour / 10;
        room.Must(room.ActBy("host", RoomActKind.Stop, text: "断电"));
        room.Now += StartsOf.Hour;
        room.Must(room.ActBy("supervisor", RoomActKind.Resume, text: "恢复供电"));
        room.Must(room.Answer(1, clear, text: "自合同签订之日起算"));
        room.Must(room.Answer(2, low, text: "库存充足，运输距离短"));
        room.Must(room.Act(2, RoomActKind.CallShort));
        room.Must(room.Act(5, RoomActKind.CallShort));
        room.Now += StartsOf.Hour;
        room.Must(new PassTime(room.Now));
        room.Decide(MotionKind.Accept, 3, 2, text: "说明合理");
        room.Must(room.Act(1, RoomActKind.Close));
    }

    private static void Sum(PlayedRoom room)
    {
        room.Must(room.Count());
        foreach (var bid in new[] { 1, 2, 3 })
            room.Decide(MotionKind.Objective, 3, bid, "service", "漏看服务承诺", of: 4, before: 900, after: 1000);
        room.Decide(MotionKind.Dispute, 2, text: "是否采信样品检测报告");
        room.Must(room.Count());
        room.Must(room.ActBy("host", RoomActKind.Draft, PlayedRoom.Hash()));
        var hash = Drafted(room);
        for (var seat = 1; seat <= 3; seat++)
            room.Must(room.Act(seat, RoomActKind.Agree, hash));
        room.Must(room.Act(4, RoomActKind.Dissent, hash, text: "对第2号供应商的价格说明持不同意见"));
        room.Now += 2 * StartsOf.Hour;
        room.Must(new PassTime(room.Now));
    }

    private static void Sign(PlayedRoom room)
    {
        var hash = Drafted(room);
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Act(seat, RoomActKind.Agree, hash));
    }

    private static string Drafted(PlayedRoom room)
    {
        var hash = ReportHash.Of(room.Sitting.Facts, room.Events)!;
        room.Must(room.ActBy("host", RoomActKind.Draft, hash));
        return hash;
    }
}
