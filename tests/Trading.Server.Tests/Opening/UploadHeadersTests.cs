using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Trading.Crypto;
using Trading.Server.Opening;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Opening;

/// <summary>How often a kept header is read, and its signature checked, while an upload comes in.</summary>
public sealed class UploadHeadersTests
{
    private int reads;

    [Fact]
    public async Task A_header_that_was_declared_is_not_read_again_however_many_parts_come()
    {
        await using var server = await TestServer.StartAsync(Count);
        var hall = await Hall.OpenAsync(server);
        using var bidder = new Bidder(hall, "b");
        var envelope = bidder.Seal(documentBytes: 9_000_000);
        Assert.Equal(4, envelope.Parts().Count());
        await bidder.SubmitAsync(envelope);
        Assert.Equal(0, reads);
    }

    [Fact]
    public async Task After_a_restart_it_is_read_once_for_all_parts_and_the_COMMIT()
    {
        await using var server = await TestServer.StartAsync(Count);
        var hall = await Hall.OpenAsync(server);
        using var before = new Bidder(hall, "b");
        var envelope = before.Seal(documentBytes: 9_000_000);
        var upload = await before.DeclareAsync(envelope);
        await server.KillAsync();
        await server.StartAgainAsync();

        using var client = await server.Client(before.Person).SignInAsync(); // at another port
        await Task.WhenAll(
            envelope.Parts().Select(p => client.Put($"/api/uploads/{upload}/parts/{p.Section}/{p.Part}", p.Octets).Ok())
        );
        await client.Post($"/api/uploads/{upload}/commit", null).Ok();
        Assert.Equal(1, reads);
    }

    private void Count(IServiceCollection services) =>
        services.Replace(
            ServiceDescriptor.Singleton(
                new UploadHeaders(
                    (ReadOnlySpan<byte> bytes, out SignedHeader? signed, out HeaderFault fault) =>
                    {
                        Interlocked.Increment(ref reads);
                        return SignedHeader.TryParse(bytes, out signed, out fault);
                    }
                )
            )
        );
}
