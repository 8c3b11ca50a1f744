namespace Trading.Opening;

/// <summary>Whose key signs the acts of an opened bid. Source: docs/spec/feed.md, "Acts".</summary>
internal static class BidSigners
{
    /// <summary>First version of a policy under which the submission key may sign although the owner is proved.</summary>
    private const byte SubmissionKeyAlways = 2;

    /// <summary>
    /// Whether this key (65 bytes) signs for the bid: the certificate's where the form proves its owner, else the submission key; under
    /// policies of version 2 the submission key in every case, for a certificate ends and the kit does not.
    /// </summary>
    public static bool MaySign(byte policyVersion, OpeningForm? form, IEnumerable<Mark> marks, byte[] submissionKey, byte[] key)
    {
        var isProved = form is not null && !marks.Contains(Mark.OwnerUnproved);
        var certified = isProved && Certificate.TryParse(form!.Certificate, out var certificate) ? certificate.Key : null;
        if (certified is null || policyVersion >= SubmissionKeyAlways) return Same(submissionKey, key) || Same(certified, key);
        return Same(certified, key);
    }

    private static bool Same(byte[]? one, byte[] other) => one is not null && one.AsSpan().SequenceEqual(other);
}
