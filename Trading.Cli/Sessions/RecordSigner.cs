using Trading.Documents;

namespace Trading.Cli;

/// <summary>
/// The host's signature under the opening record. The record is printed here, from the stream that was followed: what
/// the platform would like to have signed must be exactly that, or nothing is signed.
/// </summary>
public static class RecordSigner
{
    /// <summary>The draft of a concluded session that was followed to its end.</summary>
    public static DocumentDraft Draft(SessionFollower follower)
    {
        var size = follower.State is Session.Sealed ? follower.Fold.Height - 1 : follower.Fold.Height;
        return RecordDocument.Draft(Concluded(follower), size, follower.Fold.RootAt(size), RecordFonts.Embedded);
    }

    /// <summary>Signs and sends; the SHA-256 of the signed file.</summary>
    public static async Task<byte[]> SealAsync(
        ApiClient api,
        SessionFollower follower,
        PersonKey host,
        CancellationToken cancel
    )
    {
        var draft = Draft(follower);
        var attributes = Attributes(draft, host);
        if (
            !(await api.RecordAttributesAsync(follower.Id, host.Certificate, cancel)).AsSpan().SequenceEqual(attributes)
        )
            throw new InvalidDataException(
                "The platform wants another record signed than the one that follows from its stream."
            );
        var signature = host.Sign(attributes);
        await api.SealRecordAsync(follower.Id, host.Certificate, signature, cancel);
        return draft.Hash(host.Certificate, signature);
    }

    private static byte[] Attributes(DocumentDraft draft, PersonKey host) =>
        host.Certificate.Length is > 0 and <= DocumentDraft.MostCertificateBytes
            ? draft.Attributes(host.Certificate)
            : throw CommandException.Usage(
                "The record is signed with a certificate, and there is none beside the key, or it is too long.",
                "put the DER certificate beside the key, as NAME.der"
            );

    private static Session.Concluded Concluded(SessionFollower follower) =>
        follower.State switch
        {
            Session.Concluded s => s,
            Session.Sealed s => s.Last,
            _ => throw CommandException.Refused(
                "The session is not concluded; there is no record yet.",
                "spec:record",
                $"trading conclude --session {follower.Id}"
            ),
        };
}
