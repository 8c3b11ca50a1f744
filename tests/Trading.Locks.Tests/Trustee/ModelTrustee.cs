using Trading.Crypto;

namespace Trading.Locks.Tests.Trustee;

/// <summary>A trustee without disk and network: the pure decider, its events and its secrets.</summary>
public sealed class ModelTrustee(IModelPlatform platform, int number)
{
    private readonly Dictionary<string, byte[]> secrets = [];

    public TrusteeSelf Self { get; set; } = platform.Selves[number - 1];
    public List<TrusteeEvent> Events { get; } = [];
    public TrusteeState State { get; private set; } = TrusteeState.Empty;
    public IReadOnlyDictionary<string, byte[]> Secrets => secrets;
    public long ClockOffset { get; set; }
    public long Now => platform.Now + ClockOffset;
    public int Number => number;

    public TrusteeDecision Decide(TrusteeInput input) =>
        TrusteeDecider.Decide(new(Self, State, n => secrets.GetValueOrDefault(n), Now, Entropy.System), input);

    /// <summary>Decides and persists, as the edge does; sends nothing.</summary>
    public TrusteeDecision Do(TrusteeInput input)
    {
        var decision = Decide(input);
        foreach (var happened in decision.Events)
            Apply(happened);
        foreach (var secret in decision.Secrets)
        {
            if (secret.Value is null)
                secrets.Remove(secret.Name);
            else
                secrets[secret.Name] = secret.Value;
        }
        return decision;
    }

    public TrusteeDecision Do(TrusteeWant want) => Do(Fetch(want));

    public TrusteeInput Fetch(TrusteeWant want) =>
        TrusteeDecider.Needs(Self, State, want) switch
        {
            TrusteeNeed.Consistency need => new(want, platform.Proof(need.Stream, need.From, need.To), []),
            TrusteeNeed.Ticks => new(want, [], platform.Ticks),
            TrusteeNeed.Rows need => new(want) { Rows = platform.Rows(need.Root) },
            _ => new(want),
        };

    /// <summary>Answers everything that is wanted now; gives how many messages were sent.</summary>
    public int Serve()
    {
        var sent = 0;
        foreach (var want in platform.Wants(number))
        {
            foreach (var message in Do(want).Messages)
            {
                platform.Receive(number, message);
                sent++;
            }
        }
        return sent;
    }

    /// <summary>Forgets everything but what was persisted.</summary>
    public void Restart()
    {
        var kept = Events.Select(e => TrusteeEventCodec.Decode(TrusteeEventCodec.Encode(e))).ToList();
        Events.Clear();
        State = TrusteeState.Empty;
        kept.ForEach(Apply);
    }

    /// <summary>The reason of the refusal that a want meets; null where it is not refused.</summary>
    public TrusteeReason? Refusal(TrusteeWant want) => RefusalOf(Do(want));

    public static TrusteeReason? RefusalOf(TrusteeDecision decision) =>
        decision.Messages is [{ Kind: TrusteeMessageKind.Refusal } refusal]
        && TrusteeBodies.TryRefusal(refusal.Body, out _, out var reason, out _)
            ? Enum.Parse<TrusteeReason>(reason)
            : null;

    private void Apply(TrusteeEvent happened)
    {
        Events.Add(happened);
        State = TrusteeDecider.Evolve(State, happened);
    }
}

/// <summary>A platform and all its trustees, brought to the stage that a test needs.</summary>
public sealed class Stage
{
    public Stage(Rehearsal? platform = null)
    {
        Platform = platform ?? new Rehearsal();
        Trustees = [.. Platform.Numbers().Select(i => new ModelTrustee(Platform, i))];
    }

    public Rehearsal Platform { get; }
    public ModelTrustee[] Trustees { get; }
    public ModelTrustee First => Trustees[0];

    /// <summary>Serves everybody's inbox until nobody has anything new to say.</summary>
    public Stage Settle(params ModelTrustee[] awake)
    {
        var everybody = awake.Length > 0 ? awake : Trustees;
        for (var round = 0; round < 12; round++)
            foreach (var trustee in everybody)
                trustee.Serve();
        return this;
    }

    /// <summary>The lock stands.</summary>
    public Stage Locked() => Settle();

    /// <summary>The intake is drained in time; nobody has seen the frozen head yet.</summary>
    public Stage Drained(int bids = 3)
    {
        Locked();
        for (var i = 1; i <= bids; i++)
            Platform.Submit($"offer {i}");
        Platform.Now = Platform.Policy.CloseAt;
        Platform.SealTicks();
        Settle();
        Platform.Now += Rehearsal.Second;
        Platform.SealTicks();
        return this;
    }

    /// <summary>All trustees have cosigned the freeze and nobody has been asked for a release.</summary>
    public Stage Frozen(int bids = 3)
    {
        Drained(bids);
        foreach (var trustee in Trustees)
            Platform.Receive(
                trustee.Number,
                trustee.Do(Platform.Wants(trustee.Number).OfType<FreezeWant>().Single()).Messages.Single()
            );
        return this;
    }

    /// <summary>The first trustee's clock is attested; nothing was released.</summary>
    public Stage Attested(int bids = 3)
    {
        Frozen(bids);
        Platform.Receive(1, First.Do(Platform.ReleaseWant()).Messages.Single());
        foreach (var other in Trustees[1..])
            Platform.Receive(
                other.Number,
                other.Do(Platform.Wants(other.Number).OfType<AttestWant>().Single()).Messages.Single()
            );
        First.Do(Platform.Wants(1).OfType<AttestedWant>().Single());
        return this;
    }
}
