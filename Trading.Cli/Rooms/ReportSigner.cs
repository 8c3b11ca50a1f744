using System.Text;
using Trading.Documents;
using Trading.Rooms.Rooms;

namespace Trading.Cli;

/// <summary>
/// The host's signature under the report of an evaluation. A host holds no closed event and cannot print the report: it
/// signs attributes only if they are, byte for byte, those of the very file that it was given to read, at the time of
/// the conclusion in the public stream. Source: docs/spec/report.md, "Seal".
/// </summary>
public static class ReportSigner
{
    /// <summary>Signs that file and sends the signature; the signed file.</summary>
    /// <exception cref="InvalidDataException">The platform wants something else signed.</exception>
    /// <exception cref="CommandException">There is no result, or no certificate beside the key.</exception>
    public static async Task<byte[]> SealAsync(
        ApiClient api,
        string room,
        byte[] report,
        PersonKey host,
        CancellationToken cancel
    )
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(host);
        if (host.Certificate.Length is 0 or > DocumentDraft.MostCertificateBytes)
            throw CommandException.Usage(
                "The report is signed with a certificate, and there is none beside the key, or it is too long.",
                "put the DER certificate beside the key, as NAME.der"
            );
        var end = await ConclusionAsync(api, room, cancel);
        var attributes = PdfSignature.SignedAttributes(PdfSignature.Digest(report), end.At, host.Certificate);
        var wanted = await api.ReportAttributesAsync(room, host.Certificate, cancel);
        if (!wanted.AsSpan().SequenceEqual(attributes))
            throw new InvalidDataException("The platform wants another report signed than the one that it gave.");
        var signature = host.Sign(attributes);
        await api.SealReportAsync(room, host.Certificate, signature, cancel);
        return PdfSignature.Place(report, PdfSignature.Assemble(attributes, signature, host.Certificate));
    }

    private static async Task<EvaluationConcluded> ConclusionAsync(ApiClient api, string room, CancellationToken cancel)
    {
        EvaluationConcluded? end = null;
        for (var next = 0L; ; )
        {
            var page = await api.FeedAsync(Names.RoomStream(room), next - 1, cancel);
            foreach (var item in page.Events)
                end = RoomCodec.Table.Decode(Encoding.UTF8.GetBytes(item.E)) switch
                {
                    EvaluationConcluded e => e,
                    ReviewedAgain => null,
                    _ => end,
                };
            next += page.Events.Count;
            if (page.Events.Count == 0 || next >= page.Head)
                return end
                    ?? throw CommandException.Refused(
                        "The evaluation is not concluded; there is no report to sign yet.",
                        "spec:room",
                        $"open /rooms/{room}"
                    );
        }
    }
}
