using System.Security.Cryptography;
using Trading.Crypto;

namespace Trading.Cli;

/// <summary>
/// Seals a bid into a file: the opening record first, then the documents, streamed. The file was opened once before
/// this returns.
/// </summary>
public static class BidSealer
{
    private const uint FirstRevision = 1;

    /// <summary>
    /// Writes the <c>.bid</c> file and gives the kit for it; a kit of the revision before makes this its replacement.
    /// </summary>
    public static SubmissionKit Seal(
        VerifiedLock target,
        BidForm form,
        PersonKey bidder,
        IReadOnlyList<string> documents,
        SubmissionKit? replaces,
        string path
    )
    {
        using var key = replaces is null ? SigningKey.Generate(target.Suite) : replaces.OpenKey();
        var submission = replaces is null
            ? RandomNumberGenerator.GetBytes(EnvelopeHeader.IdBytes)
            : Convert.FromHexString(replaces.Submission);
        var revision = replaces is null ? FirstRevision : replaces.Revision + 1;
        var signed = form.Sign(
            bidder,
            key.PublicPoint,
            target.ContextHash,
            target.Certificate.LockId,
            target.Policy.Version,
            target.UnitPriceDecimals
        );
        var record = Encode(signed, target.Policy.RecordSizeBytes);
        var sources = documents.Select(OpenDocument).ToList();
        try
        {
            var request = new SealRequest
            {
                Recipient = target.Certificate.GroupKey,
                LockId = target.Certificate.LockId,
                ContextHash = target.ContextHash,
                SubmissionKey = key,
                SubmissionId = submission,
                Revision = revision,
                Record = record,
                RecordClassBytes = (int)target.Policy.RecordSizeBytes,
                Documents = sources,
            };
            return KitFor(target, SealTo(path, request), key, submission, revision);
        }
        finally
        {
            sources.ForEach(s => s.Content.Dispose());
        }
    }

    // An empty document seals well and opens to nothing: nobody means it, and after the deadline nobody can mend it.
    private static SectionSource OpenDocument(string path)
    {
        var (stream, length) = InputFile.Open(path, "a document to seal");
        return new SectionSource(length, stream);
    }

    // A draft of a file that failed its own opening must never lie around under the name of a sealed bid.
    private static SealedEnvelope SealTo(string path, SealRequest request)
    {
        var draft = path + ".new";
        try
        {
            SealedEnvelope envelope;
            using (var output = PrivateFile.Open(draft, FileMode.Create))
                envelope = EnvelopeSealer.Seal(request, Entropy.System, output);
            File.Move(draft, path, overwrite: true);
            return envelope;
        }
        catch (ArgumentException problem)
        {
            throw CommandException.Usage(problem.Message, "see docs/limits.md");
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static SubmissionKit KitFor(
        VerifiedLock target,
        SealedEnvelope envelope,
        SigningKey key,
        byte[] submission,
        uint revision
    ) =>
        new()
        {
            Session = target.Policy.Session,
            Lot = target.Policy.Lot,
            LockId = target.Certificate.LockId,
            Submission = Convert.ToHexStringLower(submission),
            Revision = revision,
            SubmissionKey = key.ToPkcs8(),
            Header = envelope.Signed.Bytes,
            EntryHash = Convert.ToHexStringLower(envelope.Signed.EntryHash),
        };

    private static byte[] Encode(OpeningForm form, uint recordSizeBytes)
    {
        byte[] bytes;
        try
        {
            bytes = form.ToBytes();
        }
        catch (ArgumentException problem)
        {
            throw CommandException.Usage(problem.Message, "see docs/spec/form.md");
        }
        var most = SizeClass.MostContentBytes((int)recordSizeBytes);
        return bytes.Length <= most
            ? bytes
            : throw CommandException.Usage(
                $"The form takes {bytes.Length} bytes; this lock gives it {most}.",
                "shorten the form: documents go into --document"
            );
    }
}
