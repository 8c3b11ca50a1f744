using System.Text;

namespace Trading.Rooms.Tests.Rooms;

/// <summary>Events as bytes, and the same state again. Source: docs/spec/room.md, "Events".</summary>
public sealed class ReplayTests
{
    private static readonly Lazy<IReadOnlyList<RoomEvent>> All = new(() => [.. Played().SelectMany(r => r.Events)]);

    /// <summary>Rooms that together say every event.</summary>
    private static IEnumerable<PlayedRoom> Played()
    {
        yield return new PlayedRoom().Concluded();
        yield return Blocked();
        yield return Avoided();
        yield return Asked();
        yield return Again();
        yield return Few();
        yield return Archives.PlayedRooms.Sealed();
        yield return MaskedTests.Unmasked();
        yield return new PlayedRoom(StartsOf.New(bids: StartsOf.Bids(2))).Complied();
    }

    public static TheoryData<Type> Events() =>
        [.. typeof(RoomEvent).Assembly.GetTypes().Where(t => !t.IsAbstract && t.IsSubclassOf(typeof(RoomEvent)))];

    [Theory, MemberData(nameof(Events))]
    public void Every_event_is_said_by_a_room_and_has_one_spelling(Type type)
    {
        Assert.Contains(type.Name, RoomCodec.Table.Types);
        var said = All.Value.Where(e => e.GetType() == type).ToList();
        Assert.NotEmpty(said);
        foreach (var happened in said)
        {
            var (name, bytes) = RoomCodec.Table.Encode(happened);
            Assert.Equal(type.Name, name);
            Assert.Equal(bytes, RoomCodec.Table.Encode(RoomCodec.Table.Decode(name, bytes)).Bytes);
            byte[] spaced = [(byte)' ', .. bytes];
            Assert.Throws<CorruptEventException>(() => RoomCodec.Table.Decode(name, spaced));
            Assert.Throws<CorruptEventException>(() => RoomCodec.Table.Decode(name, bytes.AsSpan(..^1)));
        }
    }

    [Theory, MemberData(nameof(Events))]
    public void Every_event_lies_in_one_of_three_streams(Type type)
    {
        var happened = All.Value.First(e => e.GetType() == type);
        string[] streams =
        [
            Names.RoomStream(StartsOf.Room),
            Names.SheetsStream(StartsOf.Room),
            Names.SupervisedStream(StartsOf.Room),
        ];
        Assert.Contains(RoomVisibility.Of(StartsOf.Room, happened), streams);
    }

    [Fact]
    public void The_same_events_give_the_same_state()
    {
        foreach (var room in Played())
        {
            Room again = new Room.None();
            foreach (var happened in room.Events)
                again = RoomDecider.Evolve(again, happened);
            Assert.Equal(Told(room.State), Told(again));
        }
    }

    [Fact]
    public void An_event_that_does_not_follow_stops_the_stream()
    {
        var events = All.Value.Take(200).ToList();
        Room state = new Room.None();
        Assert.Throws<CorruptEventException>(() => RoomDecider.Evolve(state, events[1]));
        state = RoomDecider.Evolve(state, events[0]);
        Assert.Throws<CorruptEventException>(() => RoomDecider.Evolve(state, events[0]));
        Assert.Throws<CorruptEventException>(() => RoomDecider.Evolve(state, new SeatsCounted(events[0].At - 1, 0, 5)));
        Assert.Throws<CorruptEventException>(() =>
            RoomDecider.Evolve(state, new StageBegan(events[0].At, RoomStage.Reporting))
        );
    }

    // Collections are equal by what they hold: the phase, and everything under it as text.
    private static string Told(Room state)
    {
        var text = new StringBuilder(state.GetType().Name).Append(state.LastAt);
        if ((state as Room.Sitting ?? (state as Room.Failed)?.Last ?? (state as Room.Concluded)?.Last) is { } s)
            text.AppendJoin(
                    '|',
                    s.Committee.Members.Select(m => $"{m.Key}{Convert.ToHexString(m.Value.Key)}{m.Value.Waits}")
                )
                .AppendJoin('|', s.Work.Reviews.Select(r => $"{r.Key}{Convert.ToHexString(r.Value.Commitment)}"))
                .AppendJoin('|', s.Work.Sheets.Select(r => $"{r.Key}{Convert.ToHexString(r.Value.Commitment)}"))
                .AppendJoin('|', s.Work.Rejections)
                .AppendJoin('|', s.Work.Questions)
                .AppendJoin('|', s.Work.Changes)
                .AppendJoin('|', s.Work.Brands)
                .Append(Convert.ToHexString(Suite.P256.Hash(Files.Of(s))))
                .Append($"{s.Committee.Leader} {s.Work.Blind} {s.Work.Disclosed} {s.Work.EndsAt} {s.Work.Revision}");
        return text.ToString();
    }

    private static PlayedRoom Blocked()
    {
        var room = new PlayedRoom().Explained();
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Sheet(seat, service: seat == 4 ? 900 : 1000));
        room.Must(room.Count());
        room.Decide(MotionKind.Objective, 3, 1, "service", of: 4, before: 900, after: 1000);
        return room;
    }

    private static PlayedRoom Avoided()
    {
        var room = new PlayedRoom().Pledged();
        int[] first = [2, 2, 3, 3, 4];
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Act(seat, RoomActKind.Ballot, of: first[seat - 1]));
        room.Must(room.Act(2, RoomActKind.Avoid, text: "亲属"));
        room.Must(room.Act(1, RoomActKind.CallShort));
        room.Must(room.Act(3, RoomActKind.CallShort));
        room.Must(room.ActBy("supervisor", RoomActKind.Stop, text: "停电"));
        room.Must(room.ActBy("supervisor", RoomActKind.Resume, text: "恢复"));
        return room;
    }

    private static PlayedRoom Asked()
    {
        RoomBid[] bids = [.. StartsOf.Bids(4), StartsOf.Bid(5, 30_000_000)];
        for (var i = 0; i < 2; i++)
            bids[i] = bids[i] with { Figure = 80_000_000, Scoring = """{"brand":"甲牌"}""" };
        var room = new PlayedRoom(StartsOf.New(bids: bids)).Complied();
        room.Must(room.Answer(1, room.Ask(1, QuestionKind.Clarify)));
        room.Ask(5, QuestionKind.LowPrice);
        room.Now += StartsOf.Hour;
        room.Must(new PassTime(room.Now));
        room.Must(room.Act(1, RoomActKind.Close));
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Sheet(seat, _ => 8000));
        room.Decide(MotionKind.Brand, 3, 2, "甲牌");
        room.Must(room.Count());
        return room;
    }

    private static PlayedRoom Again()
    {
        var room = new PlayedRoom().Drafted();
        room.Now += StartsOf.Hour;
        room.Must(new PassTime(room.Now));
        room.Must(room.ActBy("supervisor", RoomActKind.Again, choice: 4, text: "畸高"));
        return room;
    }

    private static PlayedRoom Few()
    {
        var room = SeatTests.Works(2).Complied();
        room.Decide(MotionKind.GoOn, 5);
        room.Must(room.Act(1, RoomActKind.Close));
        return room;
    }
}
