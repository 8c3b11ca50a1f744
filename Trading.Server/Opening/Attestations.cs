using Trading.Opening;

namespace Trading.Server.Opening;

/// <summary>
/// Trustees ask each other for the time just before a release. Questions and answers live for seconds and in memory only: a restart makes
/// the trustees ask again.
/// </summary>
public sealed class Attestations(Clock clock)
{
    public const long LifeMicros = 10_000_000;
    private readonly Lock gate = new();
    private readonly List<Question> questions = [];

    public void Ask(string session, string lot, int asker, byte[] nonce, byte[] signature)
    {
        lock (gate)
        {
            questions.RemoveAll(q => clock.Now - q.At > LifeMicros);
            if (questions.Exists(q => q.Is(session, lot) && q.Asker == asker && q.Nonce.AsSpan().SequenceEqual(nonce))) return;
            questions.RemoveAll(q => q.Is(session, lot) && q.Asker == asker); // a trustee has one question at a time
            questions.Add(new Question(session, lot, asker, nonce, signature, clock.Now, []));
        }
    }

    /// <summary>Adds an answer to the question of that nonce; false when nobody asks it any more.</summary>
    public bool Answer(string session, string lot, byte[] nonce, PeerAttestation answer)
    {
        lock (gate)
        {
            var question = questions.Find(q => q.Is(session, lot) && q.Nonce.AsSpan().SequenceEqual(nonce) && q.Asker != answer.Trustee);
            if (question is null || clock.Now - question.At > LifeMicros) return false;
            question.Answers[answer.Trustee] = answer;
            return true;
        }
    }

    /// <summary>What a trustee should hear or answer about a lot now.</summary>
    public IReadOnlyList<TrusteeWant> WantsOf(string session, string lot, int trustee)
    {
        lock (gate)
        {
            return [.. questions.Where(q => q.Is(session, lot) && clock.Now - q.At <= LifeMicros).Select(q => q.WantOf(trustee)).OfType<TrusteeWant>()];
        }
    }

    private sealed record Question(
        string Session, string Lot, int Asker, byte[] Nonce, byte[] Signature, long At, SortedDictionary<int, PeerAttestation> Answers)
    {
        public bool Is(string session, string lot) => Session == session && Lot == lot;

        public TrusteeWant? WantOf(int trustee) =>
            trustee == Asker ? Answers.Count > 0 ? new AttestedWant(Session, Lot, [.. Answers.Values]) : null
            : Answers.ContainsKey(trustee) ? null : new AttestWant(Session, Lot, (byte)Asker, Nonce, Signature);
    }
}
