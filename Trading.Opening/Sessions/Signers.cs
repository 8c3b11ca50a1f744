using Trading.Crypto;

namespace Trading.Opening.Sessions;

/// <summary>
/// Whose signature an act may bear. A key says little of a person: what names the signer is the certificate, so that is
/// compared too. Source: docs/spec/feed.md, "Acts".
/// </summary>
internal static class Signers
{
    /// <summary>
    /// Whether the bid's own certificate (byte for byte the form's, its owner proved) or its bare submission key stands
    /// behind the act. Under version 1 any certificate of the form's key does, and the submission key only where no
    /// owner is proved.
    /// </summary>
    public static bool IsBidders(SessionTerms terms, OpenedBid bid, byte[] certificate, byte[] key)
    {
        var own =
            bid.Form is { } form
            && !bid.Marks.Contains(Mark.OwnerUnproved)
            && Certificate.TryParse(form.Certificate, out var parsed)
                ? parsed
                : null;
        if (terms.Version == 1)
            return key.AsSpan().SequenceEqual(own?.Key ?? bid.SubmissionKey);
        return certificate.AsSpan().SequenceEqual(bid.SubmissionKey)
            || (own is not null && certificate.AsSpan().SequenceEqual(own.Der));
    }

    /// <summary>
    /// What is wrong with an official's certificate, or null: a bare key names nobody, and one that no authority issued
    /// is anybody's own word. It holds when it is valid at the act (UTC microseconds) or was valid when the session was
    /// published: who could begin a session can end it. Under version 1 a key is enough.
    /// </summary>
    public static string? OfficialProblem(
        SessionTerms terms,
        long preparedAt,
        byte[] certificate,
        long at,
        IReadOnlyList<byte[]>? authorities
    )
    {
        if (terms.Version == 1)
            return null;
        if (!Certificate.TryParse(certificate, out var parsed))
            return "An official signs with a certificate, not with a bare key.";
        if (authorities is null)
            return null;
        var known = Certificate.ReadAll(authorities);
        return parsed.IsAnchored(known, at) || parsed.IsAnchored(known, preparedAt)
            ? null
            : "No authority of the trust file issued the certificate, or it was valid neither at the publication "
                + "nor now.";
    }
}
