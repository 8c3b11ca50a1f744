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
    public async Task Who_may_witness_a_closed_stream_says_whoever_owns_its_prefix()
    {
        var closed = new StreamRule("lid", new HashSet<string>(), _ => ValueTask.FromResult(false))
        {
            MayWitnessAsync = (stream, key) => ValueTask.FromResult(stream == "lid.a" && key is [7]),
        };
        var rules = new StreamRules([closed, Roster.Rule(_ => Roster.None)]);
        Assert.True(await rules.MayWitnessAsync("lid.a", [7]));
        Assert.False(await rules.MayReadAsync("lid.a"));
        Assert.False(await rules.MayWitnessAsync("lid.a", [8]));
        Assert.False(await rules.MayWitnessAsync("lid.b", [7]));
        Assert.False(await rules.MayWitnessAsync("roster.a", [7]));
        Assert.False(await rules.MayWitnessAsync("stranger.a", [7]));
    }

    [Fact]
    public async Task Trustees_make_and_open_a_lock_of_names_by_their_rule_alone()
    {
        var stage = await LockedAsync();
        Assert.NotNull(stage.Platform.Certificate);
        Assert.Equal(Sealed.Order(), (await OpenAsync(stage)).Order());
    }

    [Fact]
    public void A_trustee_makes_no_lock_of_a_purpose_without_a_rule()
    {
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
        var frozen = new LockStage.Frozen(policy, 7, [9], 5, lines, []);
        Assert.IsType<PolicyWant>(Only(new LockStage.Making(policy), 1));
        Assert.IsType<LockWant>(Only(new LockStage.Taking(policy, 0, []), 1));
        // Who was away until the freeze learns its certificate first.
        Assert.Equal([9], Assert.IsType<LockWant>(Only(frozen, 2)).Certificate);
        Assert.False(LockWants.HoldsShare(frozen, 2, post));
        post.Locked = new HashSet<int> { 1, 2 };
        Assert.IsType<FreezeWant>(Only(frozen, 2));
        Assert.Empty(LockWants.Of(frozen, 1, post, []));
        var releasing = new LockStage.Releasing(frozen, new HashSet<int>(), []);
        Assert.Equal("note", Assert.IsType<ReleaseWant>(Only(releasing, 1)).Note);
        Assert.Empty(LockWants.Of(new LockStage.Over(policy, true), 1, post, []));
        Assert.False(LockWants.HoldsShare(new LockStage.Making(policy), 1, post));
        Assert.False(LockWants.HoldsShare(new LockStage.Taking(policy, 0, []), 3, post));
        Assert.True(LockWants.HoldsShare(frozen, 1, post));
        Assert.False(LockWants.HoldsShare(new LockStage.Over(policy, false), 1, post));

        TrusteeWant Only(LockStage stage, int number) => Assert.Single(LockWants.Of(stage, number, post, []));
    }

    [Fact]
    public async Task A_trustee_cosigns_the_stream_that_its_lock_belongs_to_and_no_other()
    {
        var stage = await LockedAsync();
        var (platform, first) = (stage.Platform, stage.First);
        var own = platform.Sign(Roster.Stream(Rehearsal.Session), 1, new byte[32]);
        var session = platform.Sign(Names.SessionStream(Rehearsal.Session), 1, new byte[32]);
        var other = platform.Sign(Roster.Stream("another"), 1, new byte[32]);
        Assert.Equal(TrusteeReason.BadCheckpoint, first.Refusal(new CosignWant(Rehearsal.Session, "", session)));
        Assert.Equal(TrusteeReason.BadCheckpoint, first.Refusal(new CosignWant(Rehearsal.Session, "", other)));
        Assert.Equal(TrusteeReason.OutOfTurn, first.Refusal(new CosignWant("another", "", other)));
        Assert.Null(first.Refusal(new CosignWant(Rehearsal.Session, "", own)));
        var fork = platform.Sign(Roster.Stream(Rehearsal.Session), 1, Rehearsal.Fresh(32));
        Assert.Equal(TrusteeReason.Fork, first.Refusal(new CosignWant(Rehearsal.Session, "", fork)));
        first.Self = first.Self with { Rules = [] };
        Assert.Equal(TrusteeReason.OtherPurpose, first.Refusal(new CosignWant(Rehearsal.Session, "", own)));
    }

    [Fact]
    public async Task A_refusal_is_a_value_and_a_wish_that_is_true_makes_no_event()
    {
        var (stage, events) = await PlayAsync();
        var roster = events.Aggregate(Roster.None, (r, e) => r.Evolve(e));
        Assert.Equal(Reason.NotFound, Roster.None.Show(0, Sealed).Refusal!.Reason);
        Assert.Equal(Reason.TooEarly, roster.Show(stage.Platform.Policy.OpenAt - 1, Sealed).Refusal!.Reason);
        Assert.Empty(roster.Show(stage.Platform.Now, Sealed).Events);
        Assert.Empty(roster.Publish(stage.Platform.Now, stage.Platform.Policy).Events);
    }

    [Fact]
    public async Task The_archive_passes_every_check()
    {
        var (stage, events) = await PlayAsync();
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
    public async Task A_damaged_archive_fails_where_it_is_damaged(string damage, string number)
    {
        var (stage, events) = await PlayAsync();
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

    private static async Task<(Stage Stage, List<RosterEvent> Events)> PlayAsync()
    {
        var stage = await LockedAsync();
        var platform = stage.Platform;
        var events = new List<RosterEvent>(Roster.None.Publish(platform.Now, platform.Policy).Events);
        var roster = Roster.None.Evolve(events[0]);
        events.AddRange(roster.Show(platform.Policy.OpenAt, await OpenAsync(stage)).Events);
        return (stage, events);
    }

    private static Task<Stage> LockedAsync() =>
        SettleAsync(new Stage(new Rehearsal(purpose: LockPurpose.Names, rules: [new NamesRule()])));

    private static async Task<string[]> OpenAsync(Stage stage)
    {
        var platform = stage.Platform;
        foreach (var name in Sealed)
            platform.Submit(name);
        platform.Now = platform.Policy.CloseAt;
        platform.SealTicks();
        await SettleAsync(stage);
        platform.Now += Rehearsal.Second;
        platform.SealTicks();
        await SettleAsync(stage);
        return platform.Open() ?? throw new InvalidOperationException("the names were not released");
    }

    // Everybody answers what the inbox asks, until nobody has anything new to say.
    private static async Task<Stage> SettleAsync(Stage stage)
    {
        var (platform, locks) = (stage.Platform, new RosterLocks(stage.Platform));
        for (var round = 0; round < 12; round++)
            foreach (var trustee in stage.Trustees)
            {
                TrusteeWant[] times = [.. platform.Wants(trustee.Number).Where(w => w is AttestWant or AttestedWant)];
                foreach (var want in await Inbox.OfAsync([locks], locks, trustee, times))
                foreach (var message in trustee.Do(want).Messages)
                    platform.Receive(trustee.Number, message);
            }
        return stage;
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
        var stream = Roster.Stream(Rehearsal.Session);
        var note = platform.Sign(stream, tree.Size, tree.Root());
        var want = new CosignWant(Rehearsal.Session, "", note);
        var lines = stage
            .Trustees.Take(damage == "one-cosignature" ? 1 : 3)
            .Select(t => Text(t.Do(want).Messages.Single().Body))
            .ToList();
        if (damage == "other-platform")
            note = platform.Sign(stream, tree.Size, tree.Root(), SigningKey.Generate(suite));
        var head = note + string.Concat(lines);
        var demands = new[] { new HeadDemand("the roster", platform.Policy.HeadKeys(), 1) };
        var usable = HeadTimes.Usable(head, [.. events.Select(e => e.At)], 0, demands);
        Assert.Equal(damage == "one-cosignature" ? null : head, usable);
        var names = platform.Files.Skip(damage == "name-left-out" ? 1 : 0);
        return RosterCase.Write(new(ArchiveKind.Public, leaves, [head]), names);
    }

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    private sealed class Post : ILockPost
    {
        public IReadOnlySet<int> Locked { get; set; } = new HashSet<int>();
        public (long Size, string Note)? Head => (5, "note");
        public IReadOnlySet<string> Cosigners { get; } = new HashSet<string>();
        public IReadOnlySet<int> Partials { get; } = new HashSet<int>();

        public SortedDictionary<int, byte[]> Round(int round) => [];
    }
}
