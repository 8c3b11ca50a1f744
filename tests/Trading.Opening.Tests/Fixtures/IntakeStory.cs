using Trading.Crypto;

namespace Trading.Opening.Tests;

/// <summary>
/// An open intake, statements of bidders, and commands said to it; every event goes through the codec on its way.
/// </summary>
internal sealed class IntakeStory
{
    public static readonly long OpenedAt = World.Close - 30 * World.Second;
    private static readonly World World = World.One;
    private static readonly byte[] Point = TestLock.Suite.Group.Generator.Encode();
    private Decision<IntakeEvent> last;
    private readonly List<IntakeEvent> events = [];

    public IntakeState State { get; private set; } = new IntakeState.Closed();

    public IReadOnlyList<IntakeEvent> Events => events;

    public IntakeState.Receiving Receiving => Assert.IsType<IntakeState.Receiving>(State);

    public static OpenIntake Open { get; } =
        new(
            OpenedAt,
            World.Id,
            "a",
            LockPolicyCodec.ToBytes(World.AnyPolicy),
            World.LockOf("a").Certificate.LockId,
            World.Terms.RulePack.LateRule
        );

    public static IntakeStory Opened() => new IntakeStory().And(Open);

    public IntakeStory And(params IntakeCommand[] commands)
    {
        foreach (var command in commands)
        {
            When(command);
            Assert.True(last.IsAccepted, $"{command.GetType().Name}: {last.Refusal}");
        }
        return this;
    }

    public IntakeStory When(IntakeCommand command)
    {
        last = IntakeDecider.Decide(State, command);
        foreach (var happened in last.Events)
        {
            var (type, bytes) = EventCodec.Encode(happened);
            var read = EventCodec.DecodeIntake(type, bytes);
            events.Add(read);
            State = IntakeDecider.Evolve(State, read);
        }
        return this;
    }

    public IntakeStory Then(params Type[] types)
    {
        Assert.Null(last.Refusal);
        Assert.Equal(types, last.Events.Select(e => e.GetType()));
        return this;
    }

    public IntakeStory ThenNothing() => Then();

    public IntakeStory ThenRefused(Reason reason, string rule)
    {
        Assert.NotNull(last.Refusal);
        Assert.Equal((reason, rule), (last.Refusal.Reason, last.Refusal.Rule));
        Assert.NotEqual("", last.Refusal.NextStep);
        Assert.Empty(last.Events);
        return this;
    }

    public T Happened<T>()
        where T : IntakeEvent => last.Events.OfType<T>().Single();

    /// <summary>Stamps and accepts an envelope.</summary>
    public IntakeStory Received(Bidder bidder, uint revision = 1, long? arrival = null) =>
        Received(Envelope(bidder, revision), arrival);

    public IntakeStory Received(AcceptCommit accept, long? arrival = null) => And(Stamp(accept, arrival), accept);

    public static StampCommit Stamp(AcceptCommit accept, long? arrival = null) =>
        new(arrival ?? OpenedAt + 1, accept.Commit, arrival ?? OpenedAt + 1);

    public static SealTick Seal(long tick, long? now = null) =>
        new(now ?? World.Close + 1 * World.Second, tick, TestLock.Suite.Hash([(byte)tick]));

    public static AcceptCommit Envelope(Bidder bidder, uint revision = 1, Func<Header, Header>? change = null)
    {
        var header = new Header(
            World.LockOf("a").Certificate.LockId,
            Names.ContextHash(TestLock.Suite, World.Id, "a"),
            4_096,
            new byte[32],
            bidder.Key
        );
        header = change?.Invoke(header) ?? header;
        var signed = SignedHeader.Sign(
            new EnvelopeHeader
            {
                Suite = TestLock.Suite,
                LockId = header.LockId,
                ContextHash = header.ContextHash,
                Pseudonym = SignedHeader.PseudonymOf(TestLock.Suite, header.Key.PublicPoint),
                SubmissionId = bidder.Id,
                Revision = revision,
                Encapsulated = Point,
                SecondSecretHash = header.SecondSecretHash,
                CommitmentsHash = new byte[32],
                Sections = [new SectionEntry(SectionType.OpeningRecord, header.RecordBytes, new byte[32])],
            },
            header.Key
        );
        return new AcceptCommit(
            OpenedAt + 2,
            signed.EntryHash,
            EntryKind.Envelope,
            signed.Bytes,
            signed.Header.FileBytes
        );
    }

    public static AcceptCommit Withdrawal(Bidder bidder, uint revision, SigningKey? key = null)
    {
        var withdrawal = World.Withdrawal(bidder, "a", revision, key);
        return new AcceptCommit(
            OpenedAt + 2,
            withdrawal.EntryHash,
            EntryKind.Withdrawal,
            withdrawal.Bytes,
            withdrawal.Bytes.Length
        );
    }

    /// <summary>What a test may change in an envelope's header.</summary>
    internal sealed record Header(
        byte[] LockId,
        byte[] ContextHash,
        int RecordBytes,
        byte[] SecondSecretHash,
        SigningKey Key
    );
}
