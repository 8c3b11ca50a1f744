using Trading.Crypto;

namespace Trading.Opening.Audits;

/// <summary>
/// V33: the opening record is printed again from the archive, bit for bit. Source: docs/spec/archive.md, "Checks";
/// docs/spec/record.md.
/// </summary>
internal static class SealChecks
{
    public static Finding Sealed(AuditCase c)
    {
        if (c.EventProblem is not null)
            return Finding.Nothing("the events cannot be read");
        if (!c.Events.Any(e => e is SessionConcluded))
            return Finding.Nothing("the session is not concluded");
        if (c.Seal is not { } seal)
            return Finding.Nothing("the record is not sealed: the host has not signed it yet");
        if (c.Fonts is not { } fonts)
            return Finding.Nothing("without fonts the record cannot be printed");
        if (!Certificate.TryParse(seal.Certificate, out var certificate))
            return Finding.Fail("the certificate of the record cannot be read");
        if (!c.Prepared!.Terms.Roles.Any(r => r.Role == Role.Host && r.Key.AsSpan().SequenceEqual(certificate.Key)))
            return Finding.Fail("the record is signed with another key than the host's");
        var draft = ArchivedRecord.Draft(c.Events, c.Stream!.Tree(), fonts);
        if (!c.Suite.VerifySignature(certificate.Key, draft.Attributes(seal.Certificate), seal.Signature))
            return Finding.Fail("the host's signature is not under the record that follows from the stream");
        return Finding.Of(
            draft.TryRebuild(seal.Certificate, seal.Signature, seal.Hash, out _)
                ? null
                : "the record that follows from the stream has another hash than was sealed",
            $"SHA-256 {Convert.ToHexStringLower(seal.Hash)}, signed by {certificate.Subject}"
        );
    }
}
