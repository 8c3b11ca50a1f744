namespace Trading.Rooms.Tests.Rooms;

/// <summary>
/// Random sequences of wishes, lawful or not: nothing throws, times do not fall, and no phase holds what it may not.
/// </summary>
public sealed class RandomRoomTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_is_wished_the_room_stays_sound(int seed)
    {
        var random = new Random(seed);
        var isWorks = seed % 2 == 0;
        var start = StartsOf.New(
            isWorks ? StartsOf.Works : StartsOf.Goods,
            pack: isWorks ? "construction-national" : "procurement-goods",
            bids: [.. StartsOf.Bids(4), StartsOf.Bid(5, 20_000_000)]
        );
        var room = new PlayedRoom(start, isWorks ? StartsOf.Works : StartsOf.Goods);
        room.Must(room.Starting());
        for (var i = 0; i < 900 && room.State is Room.Sitting or Room.Stopped; i++)
        {
            room.Now += random.Next(20) * 1_000_000L;
            var before = room.State;
            if (Wish(room, random) is { } wish)
                room.Do(wish);
            Sound(before, room.State, room);
        }
        Room again = new Room.None();
        foreach (var happened in room.Events)
            again = RoomDecider.Evolve(again, happened);
        Assert.Equal(room.State.GetType(), again.GetType());
        Assert.Equal(room.State.LastAt, again.LastAt);
    }

    private static void Sound(Room before, Room after, PlayedRoom room)
    {
        Assert.True(after.LastAt >= before.LastAt);
        if (after is not Room.Sitting s)
            return;
        Assert.InRange(s.Work.Disclosed, 0, s.Work.Blind);
        if (s is not (Room.Seating or Room.Pledging))
            Assert.True(s.Committee.Members.Count == s.Facts.Seats && s.Committee.HavePledged);
        if (s is Room.Scoring or Room.Summing or Room.Reporting)
        {
            Assert.NotEqual(0, s.Committee.Leader);
            Assert.DoesNotContain(s.Work.Questions.Values, q => q.State == QuestionState.Open);
        }
        if (s is Room.Scoring { Work: var work })
            Assert.True(work.Sheets.IsEmpty || work.Hidden.Contains(RoomStage.Scoring) || work.Disclosed > 0);
        Assert.All(s.Work.Sheets.Keys, seat => Assert.Contains(seat, s.Committee.Members.Keys));
        Assert.Equal(room.Events.Count(e => e is BallotCast or BidReviewed or SheetSubmitted), s.Work.Blind);
    }

    private static RoomCommand? Wish(PlayedRoom room, Random random)
    {
        var seat = random.Next(1, room.Seats + 1);
        var bid = random.Next(1, room.Start.Bids.Count + 1);
        var (yes, rare) = (random.Next(4) > 0 ? RoomAct.Yes : RoomAct.No, random.Next(100));
        switch (rare)
        {
            case 0:
                return room.ActBy("host", RoomActKind.Unseat, of: seat, text: "离席");
            case 1:
                return room.ActBy("supervisor", RoomActKind.Stop, text: "停电");
            case 2:
                return new PassTime(room.Now + 20 * StartsOf.Hour);
            case 3:
                return room.Act(seat, RoomActKind.Raise, choice: (byte)MotionKind.Dispute, text: $"争议 {room.Now}");
            case 4:
                return room.Act(seat, RoomActKind.CallShort);
        }
        return room.State switch
        {
            Room.Stopped => room.ActBy("supervisor", RoomActKind.Resume, text: "恢复"),
            Room.Seating s when s.Committee.Members.ContainsKey(seat) => null,
            Room.Seating => room.Sit(seat, $"seat {seat} {room.Events.Count % 3}"),
            Room.Pledging => room.Act(seat, RoomActKind.Pledge),
            Room.Electing => room.Act(seat, RoomActKind.Ballot, of: random.Next(1, 4)),
            Room.Reviewing { Stage: RoomStage.Qualifying } s when s.Facts.Pack.QualifiedBy == QualifiedBy.Host =>
                room.ActBy("host", RoomActKind.Qualify, room.Id(bid)),
            Room.Reviewing s => Missing(room, s),
            Room.Explaining s => Explain(room, s, seat, bid, yes, random),
            Room.Scoring s => room.Sheet(
                seat,
                bids: [.. Enumerable.Range(1, 5).Where(n => s.Standing.Contains(room.Id(n)))]
            ),
            Room.Summing { Motion: { } motion } => room.Act(seat, RoomActKind.Vote, motion.Id, choice: yes),
            Room.Summing { Count: null } => room.Count(),
            Room.Summing => room.ActBy("host", RoomActKind.Draft, PlayedRoom.Hash()),
            Room.Reporting => room.Act(seat, RoomActKind.Agree, PlayedRoom.Hash()),
            _ => null,
        };
    }

    private static SubmitReview? Missing(PlayedRoom room, Room.Reviewing s)
    {
        for (var bid = 1; bid <= room.Start.Bids.Count; bid++)
        for (var seat = 1; seat <= room.Seats; seat++)
            if (!s.Work.IsOut(room.Id(bid)) && !s.Work.Reviews.ContainsKey(new(s.Items, room.Id(bid), seat)))
                return room.Review(seat, bid, s.Items);
        return null;
    }

    private static Declare Explain(PlayedRoom room, Room.Explaining s, int seat, int bid, byte yes, Random random)
    {
        if (s.Motion is { } motion)
            return room.Act(seat, RoomActKind.Vote, motion.Id, choice: yes);
        var leader = s.Committee.Leader;
        if (s.Work.Questions.FirstOrDefault(q => q.Value.State == QuestionState.Open) is { Key: { } open } asked)
            return room.Answer(room.Start.Bids.ToList().FindIndex(b => b.Id == asked.Value.Bid) + 1, open);
        return random.Next(4) switch
        {
            0 => room.Act(leader, RoomActKind.Ask, room.Id(5), choice: 2, after: 1800, text: "请说明报价"),
            1 => room.Act(leader, RoomActKind.Raise, room.Id(5), choice: (byte)MotionKind.Accept, text: "说明"),
            2 => room.Act(leader, RoomActKind.Ask, room.Id(bid), choice: 1, after: 1800, text: $"请说明 {room.Now}"),
            _ => room.Act(leader, RoomActKind.Close),
        };
    }
}
