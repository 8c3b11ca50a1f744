using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>
/// The opening record over real HTTP: drafted, signed by the host, downloaded, rebuilt after a restart and from the
/// archive, valid for a reader of PDF.
/// </summary>
public sealed class RecordTests
{
    [Fact]
    public async Task The_host_signs_the_record_and_everybody_rebuilds_the_same_file()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        using var host = await server.Client(server.Host).SignInAsync();
        using var anybody = server.Client();
        var record = $"/api/sessions/{hall.Id}/record";
        for (var i = 1; i <= 3; i++)
            await new Bidder(hall, $"投标人第{i}家", 12_345_600 + i).SubmitAsync();
        hall.Close();
        await host.UntilAsync(hall.Id, Hall.Lot, "opened");
        Assert.Equal((409, "TooEarly"), await anybody.Get($"{record}?draft=true").Refused());
        Assert.Equal(
            (409, "TooEarly"),
            await host.Post($"{record}/attributes", new { certificate = server.Host.Certificate }).Refused()
        );
        hall.EndPeriod();
        await host.Post($"/api/sessions/{hall.Id}/acts", server.Host.Sign(Act.Conclude(hall.Id, new byte[16]))).Ok();

        var draft = await anybody.Http.GetByteArrayAsync($"{record}?draft=true");
        Assert.Equal((409, "TooEarly"), await anybody.Get(record).Refused());
        var asked = await host.Post($"{record}/attributes", new { certificate = server.Host.Certificate }).Ok();
        Assert.Equal(SHA256.HashData(draft), asked.GetProperty("documentHash").GetBytesFromBase64());
        var attributes = asked.GetProperty("attributes").GetBytesFromBase64();
        await RefusedAsync(server, host, record, attributes);
        var seal = new { certificate = server.Host.Certificate, signature = server.Host.SignBare(attributes) };
        var height = (await host.Post(record, seal).Ok()).GetProperty("height").GetInt64();
        Assert.Equal(height, (await host.Post(record, seal).Ok()).GetProperty("height").GetInt64());
        Assert.Equal(
            (409, "Conflict"),
            await host.Post(record, new { seal.certificate, signature = server.Host.SignBare(attributes) }).Refused()
        );

        var signed = await anybody.Http.GetByteArrayAsync(record);
        Assert.Equal("sealed", (await anybody.SessionAsync(hall.Id)).GetProperty("phase").GetString());
        Assert.Equal(
            Convert.ToHexStringLower(SHA256.HashData(signed)),
            (await anybody.SessionAsync(hall.Id)).GetProperty("recordHash").GetString()
        );
        await ServedAsync(anybody, record, signed);
        Assert.Contains("Signature is Valid", Run("pdfsig", signed, "-nocert"), StringComparison.Ordinal);
        Assert.Contains("投标人第3家", Run("pdftotext", signed, "-enc", "UTF-8"), StringComparison.Ordinal);

        var archive = await WalkingOpeningTests.ArchiveAsync(
            host,
            hall,
            "public",
            leaves => leaves.Any(leaf => leaf.Contains("\"RecordSealed\"", StringComparison.Ordinal))
        );
        var report = Audit.Check(ArchiveCodec.Write(archive), server.Trust, [], RecordFonts.Load());
        Assert.All(
            report.Checks,
            c => Assert.True(c.Outcome != CheckOutcome.Fail, $"{c.Number} {c.Title}: {c.Detail}")
        );
        Assert.Equal(CheckOutcome.Pass, report.Checks.Single(c => c.Number == "V33").Outcome);
        Assert.Contains(
            archive.Leaves.OfType<ArchiveLeaf.Disclosed>().Select(l => Encoding.UTF8.GetString(l.Event)),
            e =>
                e.Contains("\"SessionConcluded\"", StringComparison.Ordinal)
                && e.EndsWith(
                    $",\"record\":2,\"address\":\"{TestServer.PublicAddress}/hall/{hall.Id}\"}}",
                    StringComparison.Ordinal
                )
        );

        await server.KillAsync();
        await server.StartAgainAsync();
        using var later = server.Client();
        Assert.Equal(signed, await later.Http.GetByteArrayAsync(record));
        Assert.Equal(draft, await later.Http.GetByteArrayAsync($"{record}?draft=true"));
    }

    private static async Task RefusedAsync(TestServer server, Client host, string record, byte[] attributes)
    {
        using var nobody = server.Client();
        Assert.Equal(
            (401, "NotSignedIn"),
            await nobody
                .Post(
                    record,
                    new { certificate = server.Host.Certificate, signature = server.Host.SignBare(attributes) }
                )
                .Refused()
        );
        Assert.Equal(
            (403, "NotAllowed"),
            await host.Post(
                    record,
                    new
                    {
                        certificate = server.Supervisor.Certificate,
                        signature = server.Supervisor.SignBare(attributes),
                    }
                )
                .Refused()
        );
        Assert.Equal(
            (403, "BadSignature"),
            await host.Post(
                    record,
                    new { certificate = server.Host.Certificate, signature = server.Host.SignBare([1, 2, 3]) }
                )
                .Refused()
        );
        Assert.Equal(
            (403, "BadSignature"),
            await host.Post(record, new { certificate = new byte[100], signature = new byte[64] }).Refused()
        );
        Assert.Equal(
            (400, "Malformed"),
            await host.Post(record, new { certificate = server.Host.Certificate, signature = new byte[63] }).Refused()
        );
        Assert.Equal(
            (404, "NotFound"),
            await nobody.Get("/api/sessions/00000000000000000000000000000000/record").Refused()
        );
    }

    private static async Task ServedAsync(Client client, string record, byte[] signed)
    {
        using var answer = await client.Get(record);
        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("开标记录-TC-2025-001.pdf", answer.Content.Headers.ContentDisposition!.FileNameStar);
        Assert.Equal($"\"{Convert.ToHexStringLower(SHA256.HashData(signed))}\"", answer.Headers.ETag!.Tag);
        using var again = new HttpRequestMessage(HttpMethod.Get, record)
        {
            Headers = { IfNoneMatch = { new EntityTagHeaderValue(answer.Headers.ETag.Tag) } },
        };
        Assert.Equal(HttpStatusCode.NotModified, (await client.Http.SendAsync(again)).StatusCode);
    }

    private static string Run(string tool, byte[] pdf, params string[] options)
    {
        var folder = Directory.CreateTempSubdirectory("trading-record-").FullName;
        try
        {
            File.WriteAllBytes(Path.Combine(folder, "record.pdf"), pdf);
            string[] target = tool == "pdftotext" ? ["record.pdf", "-"] : ["record.pdf"];
            using var process = Process.Start(
                new ProcessStartInfo(tool, [.. options, .. target])
                {
                    WorkingDirectory = folder,
                    RedirectStandardOutput = true,
                    StandardOutputEncoding = Encoding.UTF8,
                }
            )!;
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return output;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
