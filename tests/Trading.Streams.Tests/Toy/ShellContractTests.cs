using System.Text;
using Trading.Crypto;
using Trading.Locks.Sources;
using Trading.Locks.Tests.Trustee;

namespace Trading.Streams.Tests.Toy;

/// <summary>
/// The contract of the shell: a procedure that nobody thought of runs on the event table, the rules of streams, the
/// locks and their trustees, the heads, the archive and the audit, without a line changed in them.
/// </summary>
public class ShellContractTests
{
    private static readonly string[] Sealed = ["张三", "李四"];

    [Fact]
    public void Events_have_one_spelling_and_no_stranger_is_read()
    {
        var (type, bytes) = Roster.Events.Encode(new NamesShown(7, Sealed));
        Assert.Equal((nameof(NamesShown), "{\"type\":\"NamesShown\",\"at\":7,"), (type, Text(bytes)[..28]));
        Assert.Equal(Sealed, Assert.IsType<NamesShown>(Roster.Events.Decode(bytes)).Names);
        Assert.Throws<CorruptEventException>(() => Roster.Events.Decode(Utf8(Text(bytes).Replace(":7,", ": 7,"))));
        Assert.Throws<CorruptEventException>(() => Roster.Events.Decode(Utf8("{\"type\":\"LotFrozen\"}")));
    }

    [Fact]
    public async Task Streams_belong_to_whoever_owns_their_prefix()
    {
        var rules = new StreamRules([Roster.Rule(stream => stream == "roster.a" ? Roster.None : null)]);
        Assert.True(await rules.MayReadAsync("roster.a"));
        Assert.False(await rules.MayReadAsync("roster.b"));
        Assert.False(await rules.MayReadAsync("session.a"));
        Assert.False(await rules.MayReadAsync("roster"));
        Assert.True(rules.IsMilestone("roster.a", nameof(NamesShown)));
        Assert.False(rules.IsMilestone("roster.a", nameof(RosterPublished)));
        Assert.False(rules.IsMilestone("session.a", nameof(NamesShown)));
        Assert.Throws<ArgumentException>(() => new StreamRules([Roster.Rule(_ => null), Roster.Rule(_ => null)]));
    }

    [Fact]
    public void Trustees_make_and_open_a_lock_of_names_by_their_rule_alone()
    {
        var stage = new Stage(new Rehearsal(purpose: LockPurpose.Names, rules: [new NamesRule()])).Locked();
        Assert.NotNull(stage.Platform.Certificate);
        Assert.Equal(Sealed.Order(), Open(stage).Order());

        var bids = new Stage(new Rehearsal(purpose: LockPurpose.Names));
        Assert.Equal(TrusteeReason.OtherPurpose, bids.First.Refusal(bids.Platform.Wants(1)[0]));
        var names = new Stage(new Rehearsal(rules: [new NamesRule()]));
        Assert.Equal(TrusteeReason.OtherPurpose, names.First.Refusal(names.Platform.Wants(1)[0]));
    }

    [Fact]
    public void What_trustees_are_asked_follows_from_the_stage_of_any_lock()
    {
        var policy = new Rehearsal(purpose: LockPurpose.Names).Policy;
        var (post, lines) = (new Post(), new Dictionary<int, string> { [1] = "line\n" });
        var frozen = new LockStage.Frozen(policy, 5, lines, []);
        Assert.IsType<PolicyWant>(Only(new LockStage.Making(policy), 1));
        Assert.IsType<LockWant>(Only(new LockStage.Taking(policy, 0, []), 1));
        Assert.IsType<FreezeWant>(Only(frozen, 2));
        Assert.Empty(LockWants.Of(frozen, 1, post, []));
        var releasing = new LockStage.Releasing(frozen, new HashSet<int>(), []);
        Assert.Equal("note", Assert.IsType<ReleaseWant>(Only(releasing, 1)).Note);
        Assert.Empty(LockWants.Of(new LockStage.Over(policy), 1, post, []));

        TrusteeWant Only(LockStage stage, int number) => Assert.Single(LockWants.Of(stage, number, post, []));
    }

    [Fact]
    public void A_refusal_is_a_value_and_a_wish_that_is_true_makes_no_event()
    {
        var (stage, events) = Play();
        var roster = events.Aggregate(Roster.None, (r, e) => r.Evolve(e));
        Assert.Equal(Reason.NotFound, Roster.None.Show(0, Sealed).Refusal!.Reason);
        Assert.Equal(Reason.TooEarly, roster.Show(stage.Platform.Policy.OpenAt - 1, Sealed).Refusal!.Reason);
        Assert.Empty(roster.Show(stage.Platform.Now, Sealed).Events);
        Assert.Empty(roster.Publish(stage.Platform.Now, stage.Platform.Policy).Events);
    }

    [Fact]
    public void The_archive_passes_every_check()
    {
        var (stage, events) = Play();
        var results = AuditRunner.RunAll(RosterCase.Checks, RosterCase.Read(Archive(stage, events)));
        Assert.Equal(["V01", "V03", "V04", "V05", "V06", "T01", "T02", "T03"], results.Select(r => r.Number));
        Assert.All(results, r => Assert.Equal((r.Number, CheckOutcome.Pass), (r.Number, r.Outcome)));
    }

    [Theory]
    [InlineData("cut-off", "V01")]
    [InlineData("other-event", "V03")]
    [InlineData("other-platform", "V04")]
    [InlineData("one-cosignature", "V05")]
    [InlineData("name-left-out", "T03")]
    public void A_damaged_archive_fails_where_it_is_damaged(string damage, string number)
    {
        var (stage, events) = Play();
        var file = Archive(stage, events, damage);
        var audited = RosterCase.Read(damage == "cut-off" ? file[..^40] : file);
        var failed = AuditRunner
            .RunAll(RosterCase.Checks, audited)
            .Where(r => r.Outcome == CheckOutcome.Fail)
            .Select(r => r.Number)
            .ToList();
        Assert.Contains(number, failed);
        Assert.Contains(AuditRunner.FindFailure(RosterCase.Checks, audited)!.Number, failed);
    }

    private static (Stage Stage, List<RosterEvent> Events) Play()
    {
        var stage = new Stage(new Rehearsal(purpose: LockPurpose.Names, rules: [new NamesRule()])).Locked();
        var platform = stage.Platform;
        var events = new List<RosterEvent>(Roster.None.Publish(platform.Now, platform.Policy).Events);
        var roster = Roster.None.Evolve(events[0]);
        events.AddRange(roster.Show(platform.Policy.OpenAt, Open(stage)).Events);
        return (stage, events);
    }

    private static string[] Open(Stage stage)
    {
        var platform = stage.Platform;
        foreach (var name in Sealed)
            platform.Submit(name);
        platform.Now = platform.Policy.CloseAt;
        platform.SealTicks();
        stage.Settle();
        platform.Now += Rehearsal.Second;
        platform.SealTicks();
        stage.Settle();
        return platform.Open() ?? throw new InvalidOperationException("the names were not released");
    }

    private static byte[] Archive(Stage stage, List<RosterEvent> events, string damage = "")
    {
        var (platform, suite) = (stage.Platform, Rehearsal.Suite);
        var (tree, leaves) = (new MerkleTree(suite), new List<ArchiveLeaf>());
        foreach (var happened in events)
        {
            var ((type, bytes), salt) = (Roster.Events.Encode(happened), Rehearsal.Fresh(32));
            tree.Append(TreeHash.Leaf(suite, StreamLeaf.Of(suite, salt, leaves.Count, type, bytes)));
            leaves.Add(new ArchiveLeaf.Disclosed(salt, bytes));
        }
        if (damage == "other-event")
            leaves[1] = new ArchiveLeaf.Disclosed(
                ((ArchiveLeaf.Disclosed)leaves[1]).Salt,
                Roster.Events.Encode(new NamesShown(events[1].At, ["王五", "李四"])).Bytes
            );
        var by = damage == "other-platform" ? SigningKey.Generate(suite) : null;
        var stream = Roster.Stream(Rehearsal.Session);
        var note = platform.Sign(stream, tree.Size, tree.Root(), by);
        Assert.True(Note.TryParse(Utf8(note), out var signed));
        var witnesses = platform.Selves.Take(damage == "one-cosignature" ? 1 : 3);
        var lines = witnesses.Select(self => Cosign(self, signed!.Text, platform.Now));
        var head = note + string.Concat(lines);
        var demands = new[] { new HeadDemand("the roster", platform.Policy.HeadKeys(), 1) };
        var usable = HeadTimes.Usable(head, [.. events.Select(e => e.At)], 0, demands);
        Assert.Equal(damage == "one-cosignature" ? null : head, usable);
        var names = platform.Files.Skip(damage == "name-left-out" ? 1 : 0);
        return RosterCase.Write(new(ArchiveKind.Public, leaves, [head]), names);
    }

    private static string Cosign(TrusteeSelf self, string text, long now) =>
        Cosignature.Sign(
            text,
            new NoteKey(Rehearsal.Suite, self.Name, self.SigningKey.PublicPoint, NoteKeyKind.Cosignature),
            self.SigningKey,
            now / Rehearsal.Second
        ) + "\n";

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private sealed class Post : ILockPost
    {
        public IReadOnlySet<int> Locked { get; } = new HashSet<int>();
        public (long Size, string Note)? Head => (5, "note");
        public IReadOnlySet<string> Cosigners { get; } = new HashSet<string>();
        public IReadOnlySet<int> Partials { get; } = new HashSet<int>();

        public SortedDictionary<int, byte[]> Round(int round) => [];
    }
}
