using Trading.Server.Streams;

namespace Trading.Server.Locks;

/// <summary>
/// Trustees ask each other for the time just before a release. Questions and answers live for seconds and in memory
/// only: a restart makes the trustees ask again.
/// </summary>
public sealed class Attestations(Clock clock)
{
    public const long LifeMicros = 10_000_000;
    private readonly Lock gate = new();
    private readonly Dictionary<(string Session, string Lot), List<Question>> lots = [];
    private readonly Dictionary<(string Session, string? Lot), long> changes = [];

    /// <summary>
    /// A number that grows with every question and answer about the lot or, without one, about any lot of the session.
    /// To be asked before reading.
    /// </summary>
    public long ChangesOf(string session, string? lot = null)
    {
        lock (gate)
            return changes.GetValueOrDefault((session, lot));
    }

    public void Ask(string session, string lot, int asker, byte[] nonce, byte[] signature)
    {
        lock (gate)
        {
            if (!lots.TryGetValue((session, lot), out var questions))
                lots[(session, lot)] = questions = [];
            questions.RemoveAll(q => !IsAlive(q));
            if (questions.Exists(q => q.Asker == asker && q.Nonce.AsSpan().SequenceEqual(nonce)))
                return;
            questions.RemoveAll(q => q.Asker == asker); // a trustee has one question at a time
            questions.Add(new Question(session, lot, asker, nonce, signature, clock.Now, []));
            Change(session, lot);
        }
    }

    /// <summary>Adds an answer to the question of that nonce; false when nobody asks it any more.</summary>
    public bool Answer(string session, string lot, byte[] nonce, PeerAttestation answer)
    {
        lock (gate)
        {
            var question = lots.GetValueOrDefault((session, lot))
                ?.Find(q => q.Nonce.AsSpan().SequenceEqual(nonce) && q.Asker != answer.Trustee);
            if (question is null || !IsAlive(question))
                return false;
            question.Answers[answer.Trustee] = answer;
            Change(session, lot);
            return true;
        }
    }

    /// <summary>
    /// What a trustee should hear or answer about a lot now, and until when that is so though nothing happens (UTC
    /// microseconds).
    /// </summary>
    public (IReadOnlyList<TrusteeWant> Wants, long Until) WantsOf(string session, string lot, int trustee)
    {
        lock (gate)
        {
            var alive = (lots.GetValueOrDefault((session, lot)) ?? []).Where(IsAlive).ToList();
            var until = alive.Count == 0 ? long.MaxValue : alive.Min(q => q.At) + LifeMicros;
            return ([.. alive.Select(q => q.WantOf(trustee)).OfType<TrusteeWant>()], until);
        }
    }

    private bool IsAlive(Question question) => clock.Now - question.At <= LifeMicros;

    private void Change(string session, string lot)
    {
        changes[(session, lot)] = changes.GetValueOrDefault((session, lot)) + 1;
        changes[(session, null)] = changes.GetValueOrDefault((session, null)) + 1;
    }

    private sealed record Question(
        string Session,
        string Lot,
        int Asker,
        byte[] Nonce,
        byte[] Signature,
        long At,
        SortedDictionary<int, PeerAttestation> Answers
    )
    {
        public TrusteeWant? WantOf(int trustee) =>
            trustee == Asker
                ? Answers.Count > 0
                    ? new AttestedWant(Session, Lot, [.. Answers.Values])
                    : null
                : Answers.ContainsKey(trustee)
                    ? null
                    : new AttestWant(Session, Lot, (byte)Asker, Nonce, Signature);
    }
}
