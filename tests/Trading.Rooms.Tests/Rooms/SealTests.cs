using Trading.Rooms.Tests.Archives;

namespace Trading.Rooms.Tests.Rooms;

/// <summary>The host signs the report; the tenderer names the leader. Source: docs/spec/room.md.</summary>
public sealed class SealTests
{
    [Fact]
    public void The_report_is_sealed_once_by_the_host_after_the_result()
    {
        var room = PlayedRooms.Agreed(new PlayedRoom());
        var seal = PlayedRooms.Seal(room);
        Assert.Equal(Reason.NotAllowed, room.Refused(PlayedRooms.Seal(room, "supervisor")).Reason);
        Assert.Equal(Reason.BadSignature, room.Refused(seal with { Digest = seal.Hash }).Reason);
        Assert.Equal(Reason.BadSignature, room.Refused(seal with { Certificate = [1, 2] }).Reason);
        Assert.Equal(Reason.Malformed, room.Refused(seal with { Hash = [1] }).Reason);
        room.Must(seal);
        var sealing = Assert.IsType<Room.Concluded>(room.State).Seal!;
        Assert.Equal((0, room.Start.Room), (sealing.Revision, room.Start.Room));
        Assert.Equal(Names.RoomStream(room.Start.Room), RoomVisibility.Of(room.Start.Room, sealing));
        // The same again is nothing; another signature of the same host is another report.
        room.Must(seal);
        Assert.Single(room.Events.OfType<ReportSealed>());
        Assert.Equal(Reason.Conflict, room.Refused(PlayedRooms.Seal(room)).Reason);
    }

    [Fact]
    public void Before_the_result_nothing_is_sealed_and_a_new_result_is_sealed_anew()
    {
        var room = new PlayedRoom().Counted();
        Assert.Equal("wait-for-result", room.Refused(PlayedRooms.Seal(room)).NextStep);
        var again = PlayedRooms.Again();
        again.Must(PlayedRooms.Seal(again));
        again.Must(again.ActBy("supervisor", RoomActKind.Again, choice: 4, text: "评分畸高"));
        Assert.Equal("wait-for-result", again.Refused(PlayedRooms.Seal(again)).NextStep);
        again.Must(again.Count());
        var hash = Trading.Rooms.Reports.ReportHash.Of(again.Sitting.Facts, again.Events)!;
        again.Must(again.ActBy("host", RoomActKind.Draft, hash));
        for (var seat = 1; seat <= again.Seats; seat++)
            again.Must(again.Act(seat, RoomActKind.Agree, hash));
        Assert.Null(((Room.Concluded)again.State).Seal);
        again.Must(PlayedRooms.Seal(again));
        Assert.Equal([1, 2], again.Events.OfType<ReportSealed>().Select(e => e.Revision));
    }

    [Fact]
    public void A_room_that_failed_has_no_report_to_seal()
    {
        var room = PlayedRooms.Few();
        var seal = PlayedRooms.Seal(PlayedRooms.Agreed(new PlayedRoom()));
        Assert.Equal(Reason.WrongPhase, room.Refused(seal).Reason);
    }

    [Fact]
    public void Where_the_pack_lets_it_the_tenderer_names_the_leader_and_nobody_votes()
    {
        var room = Works();
        room.Must(room.Starting());
        Assert.Equal("wait-for-members", room.Refused(room.ActBy("host", RoomActKind.Name, of: 2)).NextStep);
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Sit(seat));
        Assert.Equal("leave-to-the-entitled", room.Refused(room.ActBy("supervisor", RoomActKind.Name, of: 2)).NextStep);
        Assert.Equal(Reason.NotFound, room.Refused(room.ActBy("host", RoomActKind.Name, of: 9)).Reason);
        room.Must(room.ActBy("host", RoomActKind.Name, of: 2));
        room.Must(room.ActBy("host", RoomActKind.Name, of: 2));
        Assert.Equal(Reason.Conflict, room.Refused(room.ActBy("host", RoomActKind.Name, of: 3)).Reason);
        for (var seat = 1; seat <= room.Seats; seat++)
            room.Must(room.Act(seat, RoomActKind.Pledge));
        Assert.Equal(RoomStage.Qualifying, room.Sitting.Stage);
        Assert.Equal(2, room.Sitting.Committee.Leader);
        Assert.DoesNotContain(room.Events, e => e is StageBegan { Stage: RoomStage.Electing });
        Assert.Single(room.Events.OfType<LeaderNamed>());
    }

    [Fact]
    public void Named_while_members_are_about_to_vote_the_vote_is_over_and_after_a_ballot_it_is_too_late()
    {
        var room = Works().Pledged();
        room.Must(room.ActBy("host", RoomActKind.Name, of: 5));
        Assert.Equal(RoomStage.Qualifying, room.Sitting.Stage);
        var voted = Works().Pledged();
        voted.Must(voted.Act(1, RoomActKind.Ballot, of: 2));
        Assert.Equal(Reason.TooLate, voted.Refused(voted.ActBy("host", RoomActKind.Name, of: 2)).Reason);
        // A ballot of a committee that was replaced lies among the papers: its stage has to close.
        voted.Must(voted.Act(3, RoomActKind.Avoid, text: "亲属"));
        Assert.Equal(Reason.TooLate, voted.Refused(voted.ActBy("host", RoomActKind.Name, of: 2)).Reason);
    }

    [Fact]
    public void A_named_leader_who_goes_is_named_or_elected_anew()
    {
        var room = Works().Pledged();
        room.Must(room.ActBy("host", RoomActKind.Name, of: 2));
        room.Must(room.ActBy("supervisor", RoomActKind.Unseat, of: 2, text: "失联"));
        room.Must(room.Sit(2, "seat 2 anew"));
        room.Must(room.Act(2, RoomActKind.Pledge));
        Assert.Equal(RoomStage.Electing, room.Sitting.Stage);
        room.Must(room.ActBy("host", RoomActKind.Name, of: 3));
        Assert.Equal((RoomStage.Qualifying, 3), (room.Sitting.Stage, room.Sitting.Committee.Leader));
    }

    [Fact]
    public void In_procurement_and_under_the_first_pack_of_works_the_members_elect()
    {
        foreach (var room in new[] { new PlayedRoom().Pledged(), SeatTests.Works(3).Pledged() })
            Assert.Equal("let-members-elect", room.Refused(room.ActBy("host", RoomActKind.Name, of: 2)).NextStep);
    }

    private static PlayedRoom Works() =>
        new(
            StartsOf.New(StartsOf.Works, pack: "construction-national", bids: StartsOf.Bids(3)) with
            {
                PackVersion = 2,
            },
            StartsOf.Works
        );
}
