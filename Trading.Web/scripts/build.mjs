// Builds pages for the build of the process that serves them (build/Web.targets): `node scripts/build.mjs FOLDER` the
// platform's, `node scripts/build.mjs FOLDER pool` the pool's (pool.html), and so `gate`. Does nothing when no source
// changed; installs packages when the lock changed; several builds at once wait for the first. Contents decide, not
// times. `node scripts/build.mjs --install` installs packages and nothing else.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants as constantsOfSystem } from 'node:os';
import { dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const onlyInstalls = process.argv[2] === '--install';
const folder = onlyInstalls ? undefined : process.argv[2];
const entry = process.argv[3] ? `${process.argv[3]}.html` : 'index.html';
const out = resolve(folder ?? join(root, '../artifacts/web'));
const stamp = `${out}.stamp`;
const lock = `${out}.lock`;
const sources = [
    'src',
    'public',
    'scripts',
    entry,
    'package.json',
    'package-lock.json',
    'vite.config.ts',
    'tsconfig.json',
    '../docs/examples',
    '../docs/guides',
];

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19))
    fail(`the pages need Node.js 20.19 or newer, this is ${process.versions.node}`, 3); // known to build/Web.targets
if (onlyInstalls) await alone(install);
else if (!isBuilt())
    await alone(async () => {
        if (!isBuilt()) {
            install();
            await build();
        }
    });

function isBuilt() {
    return existsSync(join(out, 'index.html')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === hashOf(sources);
}

function install() {
    const wanted = hashOf(['package.json', 'package-lock.json']) + process.version;
    const mark = join(root, 'node_modules/.trading-installed');
    if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return;
    console.log('pages: installing packages');
    try {
        execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
            cwd: root,
            stdio: ['ignore', 'ignore', 'inherit'],
            shell: process.platform === 'win32',
        });
    } catch (error) {
        // A crash is told as one, so that the build is tried once more.
        const crashed = error.signal ? 128 + constantsOfSystem.signals[error.signal] : error.status;
        if (crashed >= 128) fail(`npm ci crashed: ${error.signal ?? error.status}`, crashed);
        fail(`npm ci ended with exit code ${error.status ?? error.code}; is the package registry within reach?`);
    }
    writeFileSync(mark, wanted);
}

async function build() {
    const hash = hashOf(sources); // before reading them: what changes meanwhile is built next time
    const draft = `${out}.draft`;
    rmSync(draft, { recursive: true, force: true });
    process.env.TRADING_WEB_OUT = draft;
    process.env.TRADING_WEB_ENTRY = entry;
    process.chdir(root);
    const { build } = await import('vite');
    await build({ logLevel: 'warn' });
    if (entry !== 'index.html') renameSync(join(draft, entry), join(draft, 'index.html'));
    for (const file of filesOf(draft)) compress(file);
    rmSync(stamp, { force: true });
    rmSync(out, { recursive: true, force: true });
    renameSync(draft, out);
    writeFileSync(stamp, hash);
    console.log(`pages: built ${out}`);
}

function compress(file) {
    const bytes = readFileSync(file);
    if (!['.html', '.js', '.css', '.svg'].includes(extname(file)) || bytes.length < 1024) return;
    writeFileSync(
        `${file}.br`,
        brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }),
    );
    writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}

// A folder is made by one process only. Whoever holds it writes its number, so that a build that was killed blocks
// nobody.
async function alone(work) {
    mkdirSync(dirname(lock), { recursive: true });
    while (!take()) {
        if (isAbandoned()) rmSync(lock, { recursive: true, force: true });
        else await new Promise(done => setTimeout(done, 200));
    }
    try {
        await work();
    } finally {
        rmSync(lock, { recursive: true, force: true });
    }
}

function take() {
    try {
        mkdirSync(lock);
    } catch (error) {
        if (error.code === 'EEXIST') return false;
        throw error;
    }
    writeFileSync(join(lock, 'pid'), String(process.pid));
    return true;
}

function isAbandoned() {
    try {
        const age = Date.now() - statSync(lock).mtimeMs;
        if (!existsSync(join(lock, 'pid'))) return age > 10_000;
        process.kill(Number(readFileSync(join(lock, 'pid'), 'utf8')), 0);
        return false;
    } catch (error) {
        return error.code === 'ESRCH';
    }
}

function hashOf(names) {
    const hash = createHash('sha256');
    for (const name of names)
        for (const file of filesOf(join(root, name)))
            hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
    return hash.digest('hex');
}

function filesOf(path) {
    if (!existsSync(path)) return [];
    if (!statSync(path).isDirectory()) return [path];
    return readdirSync(path)
        .sort()
        .flatMap(name => filesOf(join(path, name)));
}

// A lock that is held then is abandoned: whoever comes next takes it away.
function fail(message, code = 1) {
    console.error(`Trading.Web: ${message}`);
    process.exit(code);
}
