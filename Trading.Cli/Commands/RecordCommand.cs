using System.CommandLine;
using Trading.Documents;

namespace Trading.Cli;

/// <summary><c>trading record</c>: prints the opening record again from an archive, offline.</summary>
internal static class RecordCommand
{
    private static readonly Argument<string> ArchiveFile = new("ARCHIVE")
    {
        Description = "The archive of a concluded session",
    };
    private static readonly Option<string> Out = new("--out", "-o")
    {
        Description = "File to write",
        HelpName = "FILE.pdf",
        Required = true,
    };
    private static readonly Option<bool> Draft = new("--draft")
    {
        Description = "Write the record without its signature, also where the host has not signed yet",
    };

    public static Command Build()
    {
        var verb = new Verb(
            "record",
            "Prints the opening record (开标记录) again from an archive, bit for bit, and compares it with the hash "
                + "that was sealed. Whether the archive holds, verify tells."
        )
        {
            Examples =
            [
                "trading record opening.archive -o record.pdf",
                "trading record opening.archive --draft -o draft.pdf",
            ],
        }.With(Out, Draft);
        verb.Add(CommonOptions.RefuseDashes(ArchiveFile));
        return verb.Does(
            (request, _) =>
            {
                Print(request);
                return Task.CompletedTask;
            }
        );
    }

    private static void Print(Request request)
    {
        var path = InputFile.Target(request.Need(Out), "a record");
        var archived = Find(InputFile.Bytes(request.Get(ArchiveFile)!, "an archive"));
        if (request.Get(Draft))
            Write(request, path, archived.Draft.Pdf, "without signature");
        else if (archived.Seal is { } seal)
            Write(request, path, Sealed(archived.Draft, seal), "as it was sealed");
        else
            throw CommandException.Refused(
                "The record is not sealed in this archive: the host has not signed it.",
                "spec:record",
                "trading record ARCHIVE --draft -o FILE.pdf"
            );
    }

    private static (DocumentDraft Draft, RecordSealed? Seal) Find(byte[] file)
    {
        try
        {
            return ArchivedRecord.Find(file, RecordFonts.Embedded, out var problem)
                ?? throw CommandException.Refused(
                    $"There is no record in this file: {problem}.",
                    "spec:archive",
                    "trading verify ARCHIVE --trust FILE says what it is"
                );
        }
        catch (CorruptEventException corrupt)
        {
            throw CommandException.Refused(
                $"The archive's events make no session: {corrupt.Message}",
                "spec:archive",
                "trading verify ARCHIVE --trust FILE"
            );
        }
    }

    private static byte[] Sealed(DocumentDraft draft, RecordSealed seal) =>
        draft.TryRebuild(seal.Certificate, seal.Signature, seal.Hash, out var pdf)
            ? pdf
            : throw CommandException.Refused(
                "The record that follows from this archive is not the one that was sealed.",
                "spec:record",
                "trading verify ARCHIVE --trust FILE"
            );

    private static void Write(Request request, string path, byte[] pdf, string how)
    {
        File.WriteAllBytes(path, pdf);
        request.Out.WriteLine(
            $"{path}: {SizeText.Print(pdf.Length)}, {how}, SHA-256 "
                + $"{Convert.ToHexStringLower(Crypto.Suite.P256.Hash(pdf))}"
        );
    }
}
