using Trading.Crypto;
using Trading.Server.Storage;

namespace Trading.Server.Opening;

/// <summary>Ciphertexts of opening records: section 0 is never longer than one part.</summary>
public sealed class Records(UploadStore uploads, BlobStore blobs)
{
    /// <summary>Reads and checks the ciphertext of a submission's section 0.</summary>
    public PartState Read(FrozenSubmission submission, out byte[] ciphertext) =>
        Read(submission.Envelope, out ciphertext);

    public PartState Read(SignedHeader envelope, out byte[] ciphertext)
    {
        ciphertext = [];
        var upload = Convert.ToHexStringLower(envelope.EntryHash);
        var kept = uploads.Read(upload, out var manifest);
        if (kept != PartState.Whole)
            return kept;
        if (manifest is not { IsWithdrawal: false, PartRoots: [[var root], ..] })
            return PartState.Damaged;
        var state = blobs.Read(upload, root, out ciphertext);
        // A manifest is only a note of ours: what binds is the root that the bidder signed, and one part's root is the
        // section's.
        return state == PartState.Whole && !root.AsSpan().SequenceEqual(envelope.Header.Sections[0].Root)
            ? PartState.Damaged
            : state;
    }
}
