using Trading.Documents;
using Trading.Documents.Tests;
using Trading.Rooms.Archives;
using Trading.Rooms.Audits;
using Trading.Rooms.Reports;
using Trading.Streams.Archives;
using Trading.Streams.Audits;

namespace Trading.Rooms.Tests.Archives;

/// <summary>
/// Whole archives that hold, and each part of them changed once: by exactly which checks it is caught. Source:
/// docs/spec/report.md, "Checks".
/// </summary>
public sealed class RoomMutationTests
{
    private static readonly RoomBeside Trusted = new()
    {
        Trust = new RoomTrust([ArchivedRoom.PlatformKey], [Keys.Point("gate")]),
    };

    // What the heads of the stream alone protect: changed after they were signed.
    private static Dictionary<string, (string Checks, Func<StreamMember, StreamMember> Change)> Damages { get; } =
        new()
        {
            ["a-salt"] = ("V03 V06", m => With(m, 3, leaf => leaf with { Salt = RoomLies.Flipped(leaf.Salt, 0) })),
            ["an-event-left-out"] = ("V03 V06", m => m with { Leaves = [.. m.Leaves.Where((_, at) => at != 2)] }),
            ["the-last-head-left-out"] = ("V03 V06", m => m with { Checkpoints = [.. m.Checkpoints.SkipLast(1)] }),
            ["heads-swapped"] = ("V03 V06", m => m with { Checkpoints = [.. m.Checkpoints.Reverse()] }),
            ["not-the-platforms-head"] = (
                "V04",
                m => m with { Checkpoints = [.. m.Checkpoints.SkipLast(1), Spoiled(m.Checkpoints[^1])] }
            ),
        };

    // What was opened and drawn otherwise than the room began with.
    private static Dictionary<string, (string Checks, Func<RoomBeside, RoomBeside> Change)> Besides { get; } =
        new()
        {
            ["another-session"] = ("V92", b => b with { Opening = b.Opening! with { Session = new string('3', 32) } }),
            ["an-opening-that-does-not-hold"] = ("V92", b => b with { Opening = b.Opening! with { Problem = "V08" } }),
            ["another-record"] = ("V92", b => b with { Opening = b.Opening! with { Record = Suite.P256.Hash([1]) } }),
            ["not-concluded"] = ("V92", b => b with { Opening = b.Opening! with { Concluded = 0 } }),
            ["concluded-later"] = ("V92", b => b with { Opening = b.Opening! with { Concluded = 99 } }),
            ["another-stream"] = ("V92", b => b with { Opening = b.Opening! with { RootAt = _ => new byte[32] } }),
            ["another-lot"] = ("V92", b => b with { Opening = b.Opening! with { BidsOf = _ => null } }),
            ["a-bid-is-missing"] = (
                "V92",
                b => WithBids(b, bids => [.. bids, bids[0] with { Id = StartsOf.BidId(9) }])
            ),
            ["a-bid-was-not-opened"] = ("V92", b => WithBids(b, bids => [.. bids.Skip(1)])),
            ["another-order"] = ("V92", b => WithBids(b, bids => [.. bids.Reverse()])),
            ["another-price"] = ("V92", b => WithBid(b, bid => bid with { Figure = bid.Figure + 1 })),
            ["another-name"] = ("V92", b => WithBid(b, bid => bid with { Name = "别家" })),
            ["another-code"] = ("V92", b => WithBid(b, bid => bid with { Code = "91110000100000000X" })),
            ["another-envelope"] = ("V92", b => WithBid(b, bid => bid with { Envelope = Suite.P256.Hash([1]) })),
            ["another-key"] = ("V92", b => WithBid(b, bid => bid with { Key = Keys.Point("host") })),
            ["another-draw"] = ("V93", b => b with { Draw = b.Draw! with { Draw = new string('3', 32) } }),
            ["a-draw-that-does-not-hold"] = ("V93", b => b with { Draw = b.Draw! with { Problem = "V70" } }),
            ["another-gate"] = ("V93", b => b with { Draw = b.Draw! with { Gate = Keys.Point("host") } }),
            ["another-supervisor"] = ("V93", b => b with { Draw = b.Draw! with { Supervisor = Keys.Point("host") } }),
            ["other-experts"] = ("V93", b => b with { Draw = b.Draw! with { Experts = [10, 20, 30, 41] } }),
            ["other-people-of-the-buyer"] = ("V93", b => b with { Draw = b.Draw! with { Buyers = [] } }),
            ["another-name-in-the-report"] = (
                "V93",
                b => b with { Draw = b.Draw! with { Named = new Dictionary<int, string> { [10] = "别人" } } }
            ),
            ["a-gate-that-nobody-trusts"] = (
                "V94",
                b => b with { Trust = new RoomTrust([ArchivedRoom.PlatformKey], [Keys.Point("host")]) }
            ),
            ["a-platform-that-nobody-trusts"] = (
                "V04",
                b => b with { Trust = new RoomTrust([Keys.Point("host")], [Keys.Point("gate")]) }
            ),
            ["another-report"] = ("V104", b => b with { Report = [1, 2, 3] }),
        };

    public static TheoryData<string> NamesOfFull() => [.. RoomLies.Full.Keys];

    public static TheoryData<string> NamesOfPublic() => [.. OtherLies.Public.Keys];

    public static TheoryData<string> NamesOfBidder() => [.. OtherLies.Bidder.Keys];

    public static TheoryData<string> NamesOfDamages() => [.. Damages.Keys];

    public static TheoryData<string> NamesOfBesides() => [.. Besides.Keys];

    [Theory, MemberData(nameof(NamesOfFull))]
    public void What_a_platform_could_change_is_caught_by_exactly_its_checks(string name)
    {
        var (played, checks, change) = RoomLies.Full[name];
        var room = new ArchivedRoom(played);
        change(room.Events);
        Assert.Equal(checks, FailuresOf(Check(room.Full())));
    }

    [Fact]
    public void Archives_that_were_not_touched_hold()
    {
        foreach (
            var played in new[]
            {
                PlayedOnce.Eventful,
                PlayedOnce.Works,
                PlayedOnce.Few,
                PlayedOnce.Abandoned,
                PlayedOnce.Again,
                PlayedOnce.Sealed,
            }
        )
        {
            var maker = new ArchivedRoom(played).Maker();
            foreach (var archive in new[] { maker.ForEverybody(), maker.ForSupervisor() })
            {
                var report = Check(archive);
                Assert.Equal("", FailuresOf(report));
                Assert.Equal(0, report.ExitCode);
            }
            foreach (var bid in played.Start.Bids)
                Assert.Equal("", FailuresOf(Check(maker.ForBidder(bid.Id))));
        }
    }

    [Theory, MemberData(nameof(NamesOfPublic))]
    public void What_is_changed_of_a_public_archive_is_caught_by_exactly_its_checks(string name)
    {
        var (played, checks, change) = OtherLies.Public[name];
        var room = new ArchivedRoom(played);
        var events = room.Events.Where(e => RoomVisibility.Of(room.Id, e) == Names.RoomStream(room.Id)).ToList();
        change(events);
        Assert.Equal(checks, FailuresOf(Check(ArchivedRoom.OfPublic(room.Id, events))));
    }

    [Theory, MemberData(nameof(NamesOfBidder))]
    public void What_is_changed_of_a_bidders_archive_is_caught_by_exactly_its_checks(string name)
    {
        var (played, bid, checks, change) = OtherLies.Bidder[name];
        var archive = new ArchivedRoom(played).Maker().ForBidder(StartsOf.BidId(bid));
        Assert.Equal(checks, FailuresOf(Check(archive with { Bidder = change(archive.Bidder!) })));
    }

    [Theory, MemberData(nameof(NamesOfDamages))]
    public void What_is_changed_after_the_heads_were_signed_is_caught_by_exactly_its_checks(string name)
    {
        var (checks, change) = Damages[name];
        var archive = new ArchivedRoom(PlayedOnce.Works).Maker().ForEverybody();
        Assert.Equal(checks, FailuresOf(Check(archive with { Stream = change(archive.Stream) })));
    }

    [Theory, MemberData(nameof(NamesOfBesides))]
    public void What_was_opened_or_drawn_otherwise_is_caught_by_exactly_its_checks(string name)
    {
        var (checks, change) = Besides[name];
        var (archive, beside) = Linked();
        Assert.Equal("", FailuresOf(RoomArchiveAudit.Check(archive, beside)));
        Assert.Equal(checks, FailuresOf(RoomArchiveAudit.Check(archive, change(beside))));
    }

    [Fact]
    public void Closed_events_are_bound_to_their_stream_and_their_place()
    {
        var archive = new ArchivedRoom(PlayedOnce.Works).Maker().ForSupervisor();
        RoomArchive With(int at, Func<ClosedEvent, ClosedEvent> change) =>
            archive with
            {
                Closed = [.. archive.Closed!.Select((e, i) => i == at ? change(e) : e)],
            };
        Assert.Equal("V105", FailuresOf(Check(With(0, e => e with { IsPaper = true }))));
        Assert.Equal("V95 V96 V102 V103 V105 V106", FailuresOf(Check(With(3, e => e with { Before = 99 }))));
        Assert.Equal("V105 V106", FailuresOf(Check(With(1, e => e with { Before = 0 }))));
    }

    [Fact]
    public void Without_keys_from_outside_the_archive_is_consistent_in_itself_at_best()
    {
        var report = RoomArchiveAudit.Check(new ArchivedRoom(PlayedOnce.Works).Maker().ForSupervisor().ToFile(), new());
        Assert.Equal(("", 3), (FailuresOf(report), report.ExitCode));
        Assert.Contains(report.Remarks, r => r.StartsWith("not anchored", StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_platform_leaves_out_whoever_signed_it_alone_can_tell()
    {
        // docs/spec/report.md, "What no check sees": the member holds the own act, and reads the stream.
        var room = new ArchivedRoom(PlayedOnce.Eventful);
        room.Events.RemoveAt(room.Events.FindLastIndex(e => e is ReportJudged));
        RoomLies.Change<SilenceDeemed>(room.Events, e => e with { Seats = [4, 5] });
        RoomLies.Change<EvaluationConcluded>(room.Events, e => e with { Agreed = 5, Dissenting = 0 });
        Assert.Equal("", FailuresOf(Check(room.Full())));
    }

    [Fact]
    public void The_report_is_printed_again_and_the_hosts_signature_holds_under_it()
    {
        var beside = Trusted with { Fonts = Tools.Fonts };
        var seal = PlayedOnce.Sealed.Events.OfType<ReportSealed>().Single();
        var draft = RoomReport.Full(PlayedOnce.Sealed.Events, beside.Fonts);
        var signed = draft.Signed(seal.Certificate, seal.Signature);
        Assert.Equal(seal.Hash, Suite.P256.Hash(signed));
        AuditReport Checked(Func<ReportSealed, ReportSealed> change, byte[]? report = null)
        {
            var room = new ArchivedRoom(PlayedOnce.Sealed);
            RoomLies.Change(room.Events, change);
            return RoomArchiveAudit.Check(room.Full().ToFile(), beside with { Report = report });
        }
        Assert.Equal("", FailuresOf(Checked(e => e)));
        Assert.Equal("", FailuresOf(Checked(e => e, draft.Pdf)));
        Assert.Equal("", FailuresOf(Checked(e => e, signed)));
        Assert.Equal("V104", FailuresOf(Checked(e => e, [.. signed, 0])));
        Assert.Equal("V104", FailuresOf(Checked(e => e with { Hash = RoomLies.Flipped(e.Hash, 3) })));
        // Signed by the host indeed, and not under what the events print.
        var other = RoomLies.Flipped(seal.Digest, 0);
        var end = PlayedOnce.Sealed.Events.OfType<EvaluationConcluded>().Single().At;
        var under = Certified.Sign(Keys.Of("host"), PdfSignature.SignedAttributes(other, end, seal.Certificate));
        Assert.Equal("V104", FailuresOf(Checked(e => e with { Digest = other, Signature = under })));
        var maker = new ArchivedRoom(PlayedOnce.Sealed).Maker();
        var everybody = maker.ForEverybody().ToFile();
        var published = RoomReport.Public(
            [
                .. PlayedOnce.Sealed.Events.Where(e =>
                    RoomVisibility.Of(StartsOf.Room, e).StartsWith("room.", StringComparison.Ordinal)
                ),
            ],
            beside.Fonts
        );
        Assert.Equal("", FailuresOf(RoomArchiveAudit.Check(everybody, beside with { Report = published })));
        Assert.Equal("V104", FailuresOf(RoomArchiveAudit.Check(everybody, beside with { Report = draft.Pdf })));
    }

    [Fact]
    public void Every_flipped_byte_of_the_file_is_caught_by_the_container()
    {
        var file = new ArchivedRoom(PlayedOnce.Works).Maker().ForSupervisor().ToFile();
        for (var at = 0; at < file.Length; at += 997)
            Assert.Equal("V01", FailuresOf(RoomArchiveAudit.Check(RoomLies.Flipped(file, at), Trusted)));
    }

    [Fact]
    public void Every_check_of_an_archive_catches_something()
    {
        var caught = RoomLies
            .Full.Values.Select(lie => lie.Checks)
            .Concat(OtherLies.Public.Values.Select(lie => lie.Checks))
            .Concat(OtherLies.Bidder.Values.Select(lie => lie.Checks))
            .Concat(Damages.Values.Select(d => d.Checks))
            .Concat(Besides.Values.Select(d => d.Checks))
            .SelectMany(checks => checks.Split(' '))
            .Append("V01")
            .ToHashSet();
        // A room has no trustees.
        Assert.Equal(["V05"], RoomArchiveAudit.Checks.Select(c => c.Number).Where(n => !caught.Contains(n)));
    }

    private static (byte[] File, RoomBeside Beside) Linked()
    {
        var tree = new MerkleTree(Suite.P256);
        for (var leaf = 0; leaf < 12; leaf++)
            tree.Append(Suite.P256.Hash([(byte)leaf]));
        var session = new string('1', 32);
        var note = ArchivedRoom.NoteOf(tree, Names.SessionStream(session));
        var start = StartsOf.New(bids: StartsOf.Bids(3)) with { Checkpoint = note };
        var played = PlayedRooms.Agreed(new PlayedRoom(start));
        var archive = new ArchivedRoom(played).Maker().ForSupervisor(new Dictionary<int, string> { [1] = "韦春梅" });
        var bids = start.Bids.Select(b => new BidBeside(b.Id, b.Envelope, b.Keys[0], true, b.Name, b.Code, b.Figure));
        var opening = new OpeningBeside(
            "",
            session,
            ArchivedRoom.PlatformKey,
            start.Record,
            10,
            size => size <= tree.Size ? tree.Root(size) : null,
            lot => lot == "1" ? [.. bids, new BidBeside(StartsOf.BidId(8), [], [], false, "", "", 0)] : null
        );
        var draw = new DrawBeside(
            "",
            start.Draw,
            start.Gate,
            start.Supervisor,
            [10, 20, 30, 40],
            [50],
            new Dictionary<int, string> { [10] = "韦春梅" }
        );
        var fonts = Tools.Fonts;
        return (archive.ToFile(), Trusted with { Opening = opening, Draw = draw, Fonts = fonts });
    }

    private static RoomBeside WithBids(
        RoomBeside beside,
        Func<IReadOnlyList<BidBeside>, IReadOnlyList<BidBeside>> change
    )
    {
        var bids = change(beside.Opening!.BidsOf("1")!);
        return beside with { Opening = beside.Opening with { BidsOf = _ => bids } };
    }

    private static RoomBeside WithBid(RoomBeside beside, Func<BidBeside, BidBeside> change) =>
        WithBids(beside, bids => [change(bids[0]), .. bids.Skip(1)]);

    private static StreamMember With(
        StreamMember member,
        int at,
        Func<ArchiveLeaf.Disclosed, ArchiveLeaf.Disclosed> change
    ) =>
        member with
        {
            Leaves = [.. member.Leaves.Select((leaf, i) => i == at ? change((ArchiveLeaf.Disclosed)leaf) : leaf)],
        };

    // One letter of the signature line.
    private static string Spoiled(string note)
    {
        var text = note.ToCharArray();
        text[^20] = text[^20] == 'A' ? 'B' : 'A';
        return new string(text);
    }

    private static AuditReport Check(RoomArchive archive) => RoomArchiveAudit.Check(archive.ToFile(), Trusted);

    private static string FailuresOf(AuditReport report) =>
        string.Join(' ', report.Checks.Where(c => c.Outcome == CheckOutcome.Fail).Select(c => c.Number));
}
