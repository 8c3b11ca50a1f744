namespace Trading.Rooms.Tests.Rooms;

/// <summary>Who sits, who leads, who goes. Source: docs/spec/room.md, "Seats".</summary>
public sealed class SeatTests
{
    [Fact]
    public void Only_the_host_starts_and_only_once()
    {
        var room = new PlayedRoom();
        Assert.Equal(Reason.NotFound, room.Refused(room.Sit(1)).Reason);
        Assert.Equal(Reason.BadSignature, room.Refused(room.Starting("supervisor")).Reason);
        room.Must(room.Starting());
        var count = room.Events.Count;
        room.Must(room.Starting());
        Assert.Equal(count, room.Events.Count);
        var bytes = RoomStartCodec.ToBytes(room.Start with { Lot = "2" });
        var other = new StartEvaluation(
            room.Now,
            room.Start.Room,
            bytes,
            room.Terms,
            Keys.Of("host").Sign(Tags.RoomStart, bytes)
        );
        Assert.Equal(Reason.Conflict, room.Refused(other).Reason);
    }

    [Fact]
    public void The_gate_alone_certifies_keys_of_seats()
    {
        var room = new PlayedRoom();
        room.Must(room.Starting());
        Assert.Equal(Reason.BadSignature, room.Refused(room.Sit(1, gate: "host")).Reason);
        Assert.Equal(Reason.BadSignature, room.Refused(room.Sit(1, until: room.Now - 1)).Reason);
        Assert.Equal(Reason.Malformed, room.Refused(room.Sit(1, role: SeatRole.Buyer)).Reason);
        Assert.Equal(Reason.Conflict, room.Refused(room.Sit(1, who: "host")).Reason);
        room.Must(room.Sit(1));
        Assert.Equal(Reason.Conflict, room.Refused(room.Sit(2, who: "seat 1")).Reason);
        Assert.Equal(Reason.Conflict, room.Refused(room.Sit(1, who: "another")).Reason);
        var count = room.Events.Count;
        room.Must(room.Sit(1, who: "seat 1"));
        Assert.Equal(count, room.Events.Count);
    }

    [Fact]
    public void Nobody_pledges_before_everybody_sits_nor_votes_before_everybody_pledged()
    {
        var room = new PlayedRoom();
        room.Must(room.Starting());
        room.Must(room.Sit(1));
        Assert.Equal(Reason.TooEarly, room.Refused(room.Act(1, RoomActKind.Pledge)).Reason);
        Assert.Equal("take-the-seat", room.Refused(room.Act(2, RoomActKind.Pledge)).NextStep);
        Assert.Equal(Reason.NotFound, room.Refused(room.Act(9, RoomActKind.Pledge)).Reason);
        for (var seat = 2; seat <= room.Seats; seat++)
            room.Must(room.Sit(seat));
        Assert.Equal(Reason.BadSignature, room.Refused(room.Act(1, RoomActKind.Pledge, signer: "seat 2")).Reason);
        Assert.Equal(Reason.WrongPhase, room.Refused(room.Act(1, RoomActKind.Ballot, of: 1)).Reason);
    }

    [Fact]
    public void Whoever_avoids_has_no_seat_any_more_and_never_again()
    {
        var room = new PlayedRoom();
        room.Must(room.Starting());
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Sit(seat));
        room.Must(room.Act(2, RoomActKind.Avoid, text: "投标人是我的前雇主"));
        var gone = Assert.Single(room.Events.OfType<MemberUnseated>());
        Assert.Equal((2, "procurement-87:47"), (gone.Seat, gone.Rule));
        Assert.Equal(4, room.Events.OfType<SeatsCounted>().Last().Taken);
        Assert.IsType<Room.Seating>(room.State);
        Assert.Equal("ask-for-another-member", room.Refused(room.Sit(2, who: "seat 2")).NextStep);
        room.Must(room.Sit(2, who: "substitute"));
        Assert.IsType<Room.Pledging>(room.State);
    }

    [Fact]
    public void A_leader_is_elected_by_secret_ballots_that_are_closed_until_all_are_in()
    {
        var room = new PlayedRoom().Pledged();
        for (var seat = 1; seat < room.Seats; seat++)
        {
            room.Must(room.Act(seat, RoomActKind.Ballot, of: 3));
            Assert.Equal(0, RoomVisibility.ReadableSheets(room.State, Keys.Point("seat 1")));
        }
        Assert.Empty(room.Events.OfType<StageClosed>());
        room.Must(room.Act(room.Seats, RoomActKind.Ballot, of: 1));
        Assert.Equal(3, room.Events.OfType<LeaderElected>().Single().Seat);
        Assert.Equal(room.Seats, RoomVisibility.ReadableSheets(room.State, Keys.Point("seat 1")));
        Assert.Equal(0, RoomVisibility.ReadableSheets(room.State, Keys.Point("host")));
    }

    [Fact]
    public void The_buyers_representative_may_not_lead_in_procurement_and_may_in_works()
    {
        var goods = new PlayedRoom().Pledged();
        var refused = goods.Refused(goods.Act(1, RoomActKind.Ballot, of: 5));
        Assert.Equal((Reason.NotAllowed, "procurement-87:45"), (refused.Reason, refused.Rule));
        var works = Works(3).Pledged();
        for (var seat = 1; seat <= works.Seats; seat++)
            works.Must(works.Act(seat, RoomActKind.Ballot, of: 5));
        Assert.Equal(5, works.Sitting.Committee.Leader);
    }

    [Fact]
    public void After_a_tie_there_is_one_more_vote_among_the_tied_and_then_the_earliest_position()
    {
        var room = new PlayedRoom().Pledged();
        int[] first = [2, 2, 3, 3, 4];
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Act(seat, RoomActKind.Ballot, of: first[seat - 1]));
        Assert.Equal([2, 3], room.Events.OfType<ElectionTied>().Single().Tied);
        Assert.Equal("vote-for-a-tied-member", room.Refused(room.Act(1, RoomActKind.Ballot, of: 4)).NextStep);
        int[] second = [3, 3, 2, 2, 3];
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Act(seat, RoomActKind.Ballot, of: second[seat - 1]));
        Assert.Equal(3, room.Sitting.Committee.Leader);
    }

    [Fact]
    public void Two_ties_give_the_earliest_seat()
    {
        var room = new PlayedRoom(StartsOf.New(seats: 7, bids: StartsOf.Bids(3))).Pledged();
        int[] first = [2, 2, 3, 3, 4, 4, 1];
        int[] second = [4, 4, 4, 3, 3, 3, 2];
        foreach (var votes in new[] { first, second })
            for (var seat = 1; seat <= room.Seats; seat++)
                room.Must(room.Act(seat, RoomActKind.Ballot, of: votes[seat - 1]));
        Assert.Single(room.Events.OfType<ElectionTied>());
        Assert.Equal(3, room.Sitting.Committee.Leader);
        Assert.Equal([7, 7], room.Events.OfType<StageClosed>().Select(e => e.Papers));
    }

    [Fact]
    public void A_ballot_stands_and_the_same_again_is_nothing()
    {
        var room = new PlayedRoom().Pledged();
        room.Must(room.Act(1, RoomActKind.Ballot, of: 2));
        var count = room.Events.Count;
        room.Must(room.Act(1, RoomActKind.Ballot, of: 2));
        Assert.Equal(count, room.Events.Count);
        Assert.Equal(Reason.Conflict, room.Refused(room.Act(1, RoomActKind.Ballot, of: 3)).Reason);
    }

    [Fact]
    public void A_key_whose_certificate_has_ended_signs_nothing()
    {
        var room = new PlayedRoom();
        room.Must(room.Starting());
        room.Must(room.Sit(1, until: room.Now + 10));
        for (var seat = 2; seat <= room.Seats; seat++)
            room.Must(room.Sit(seat));
        room.Now += 11;
        Assert.Equal(Reason.BadSignature, room.Refused(room.Act(1, RoomActKind.Pledge)).Reason);
    }

    [Fact]
    public void An_act_of_another_room_or_of_another_office_is_refused()
    {
        var room = new PlayedRoom().Pledged();
        var strange = new RoomAct(
            RoomActKind.Pledge,
            new string('f', 32),
            RoomAct.OfSeat(1),
            "",
            "",
            0,
            0,
            0,
            0,
            "",
            new byte[16]
        );
        Assert.Equal(Reason.Malformed, room.Refused(room.Signed(strange, "seat 1")).Reason);
        Assert.Equal("leave-to-the-entitled", room.Refused(room.ActBy("host", RoomActKind.Ballot, of: 1)).NextStep);
        Assert.Equal("leave-to-the-entitled", room.Refused(room.Act(1, RoomActKind.Draft, PlayedRoom.Hash())).NextStep);
    }

    /// <summary>Works, whose committee judges qualification too.</summary>
    internal static PlayedRoom Works(int bids) =>
        new(StartsOf.New(StartsOf.Works, pack: "construction-national", bids: StartsOf.Bids(bids)), StartsOf.Works);
}
