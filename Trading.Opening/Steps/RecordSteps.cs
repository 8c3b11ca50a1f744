using Trading.Crypto;

namespace Trading.Opening.Steps;

/// <summary>
/// The opening record is sealed by the host's signature, once, after the conclusion. What was signed is not a tagged
/// message but the attributes of a CMS signature, so that any reader of PDF can check it; why the two cannot be
/// mistaken for one another: docs/spec/record.md, "Signature".
/// </summary>
internal static class RecordSteps
{
    public static Decision<SessionEvent> TooEarly(Session.Running s) =>
        No.TooEarly(RuleOf(s), "The session is not concluded; its record is not complete.", "conclude");

    public static Decision<SessionEvent> Seal(Session.Concluded s, SealRecord c)
    {
        var rule = RuleOf(s.Last);
        if (c.Attributes is null || c.Hash?.Length != Suite.HashBytes)
            return No.Malformed(rule, "The record's attributes or its hash are missing.");
        if (SignerProblem(s, c.Certificate, out var key) is { } refusal)
            return refusal;
        if (!Suite.P256.VerifySignature(key, c.Attributes, c.Signature))
            return No.BadSignature(rule, "The signature is not over this session's record.");
        return new RecordSealed(c.Now, c.Hash, c.Certificate, c.Signature);
    }

    /// <summary>
    /// For whoever reads the stream without fonts: all but whether the signature is over the record, which takes
    /// printing it again.
    /// </summary>
    public static Decision<SessionEvent> Reread(Session state, RecordSealed e)
    {
        if (state is not Session.Concluded s)
            return No.WrongPhase(state, e);
        if (e.Hash.Length != Suite.HashBytes)
            return No.Malformed(RuleOf(s.Last), "The record's hash has 32 bytes.");
        return SignerProblem(s, e.Certificate, out _) is { } refusal ? refusal : e;
    }

    // An ECDSA signature is another one each time; the record has one.
    public static Decision<SessionEvent> Again(Session.Sealed s, SealRecord c) =>
        s.Record.Certificate.AsSpan().SequenceEqual(c.Certificate)
        && s.Record.Signature.AsSpan().SequenceEqual(c.Signature)
            ? Decision<SessionEvent>.Nothing
            : No.Conflict(RuleOf(s.Last.Last), "The record is sealed with other bytes.");

    private static Refusal? SignerProblem(Session.Concluded s, byte[] der, out byte[] key)
    {
        var rule = RuleOf(s.Last);
        key = [];
        if (!Certificate.TryParse(der, out var certificate))
            return No.BadSignature(rule, "The record is signed with a certificate, and this cannot be read.");
        key = certificate.Key;
        return IsHost(s.Last, key) ? null : No.NotAllowed(rule, "Only the host signs the record.", "ask-the-host");
    }

    private static bool IsHost(Session.Running s, byte[] key) =>
        s.Terms.Roles.Any(r => r.Role == Role.Host && r.Key.AsSpan().SequenceEqual(key));

    private static string RuleOf(Session.Running s) => s.Terms.RulePack.RecordRule;
}
