using Trading.Crypto;

namespace Trading.Trustee;

/// <summary>
/// Decisions that become durable together. Each is made on the state and the secrets that the ones before it leave;
/// nothing of them may be said before <see cref="ITrusteeStore.Save"/> has kept all of them.
/// </summary>
internal sealed class Batch(TrusteeSelf self, ITrusteeStore store, TrusteeState state)
{
    private readonly List<TrusteeEvent> events = [];
    private readonly List<TrusteeSecret> secrets = [];
    private readonly List<TrusteeMessage> messages = [];

    public TrusteeState State { get; private set; } = state;
    public IReadOnlyList<TrusteeEvent> Events => events;
    public IReadOnlyList<TrusteeSecret> Secrets => secrets;
    public IReadOnlyList<TrusteeMessage> Messages => messages;

    /// <summary>
    /// Decides about one want at the instant of the own clock; gives whether it needs no second look.
    /// </summary>
    public bool Decide(TrusteeNeed fetched, TrusteeInput input, long now)
    {
        // A decision of this batch moved what the proof was fetched for: with the wrong proof an honest head would look
        // like a fork. It is wanted again.
        if (TrusteeDecider.Needs(self, State, input.Want) != fetched)
            return false;
        var decision = TrusteeDecider.Decide(new TrusteeContext(self, State, SecretOf, now, Entropy.System), input);
        foreach (var happened in decision.Events)
            State = TrusteeDecider.Evolve(State, happened);
        events.AddRange(decision.Events);
        secrets.AddRange(decision.Secrets);
        messages.AddRange(decision.Messages);
        return !decision.Messages.Any(m => m.Kind is TrusteeMessageKind.Refusal or TrusteeMessageKind.AttestRequest);
    }

    private byte[]? SecretOf(string name) =>
        secrets.FindLast(secret => secret.Name == name) is { } decided ? decided.Value : store.Secret(name);
}
