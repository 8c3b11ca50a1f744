using Trading.Crypto;

namespace Trading.Opening;

/// <summary>
/// The opening record is sealed by the host's signature, once, after the conclusion. What was signed is not a tagged message but the attributes of a CMS signature,
/// so that any reader of PDF can check it; why the two cannot be mistaken for one another: docs/spec/record.md, "Signature".
/// </summary>
internal static class RecordSteps
{
    public static Decision<SessionEvent> TooEarly(Session.Running s) => No.TooEarly(RuleOf(s), "The session is not concluded; its record is not complete.", "conclude");

    public static Decision<SessionEvent> Seal(Session.Concluded s, SealRecord c)
    {
        var rule = RuleOf(s.Last);
        if (c.Attributes is null || c.Hash?.Length != Suite.HashBytes) return No.Malformed(rule, "The record's attributes or its hash are missing.");
        if (!Certificate.TryParse(c.Certificate, out var certificate)) return No.BadSignature(rule, "The record is signed with a certificate, and this cannot be read.");
        if (!IsHost(s.Last, certificate.Key)) return No.NotAllowed(rule, "Only the host signs the record.", "ask-the-host");
        if (!Suite.P256.VerifySignature(certificate.Key, c.Attributes, c.Signature)) return No.BadSignature(rule, "The signature is not over this session's record.");
        return new RecordSealed(c.Now, c.Hash, c.Certificate, c.Signature);
    }

    // An ECDSA signature is another one each time; the record has one.
    public static Decision<SessionEvent> Again(Session.Sealed s, SealRecord c) =>
        s.Record.Certificate.AsSpan().SequenceEqual(c.Certificate) && s.Record.Signature.AsSpan().SequenceEqual(c.Signature)
            ? Decision<SessionEvent>.Nothing : No.Conflict(RuleOf(s.Last.Last), "The record is sealed with other bytes.");

    private static bool IsHost(Session.Running s, byte[] key) => s.Terms.Roles.Any(r => r.Role == Role.Host && r.Key.AsSpan().SequenceEqual(key));

    private static string RuleOf(Session.Running s) => s.Terms.RulePack.RecordRule;
}
