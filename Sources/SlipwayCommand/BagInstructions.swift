/// What a bag says of how it is checked without Slipway.
enum BagInstructions {
    static let readMe = """
        医疗费用票据审核档案  Reviewed medical fee slips
        ==========================================

        每份票据一个文件夹，以其编号命名 / One folder a slip, named by its ID:
          original.*                  提交的原件 the file as handed in
          page-N.png                  识读所用的页面 the page as it was read, upright
          page-N-reading.json         页面识读结果 what was read of the page
          review.json, review.txt     审核结果 the review
          review-sheet.pdf            审核结果单 the review as a sheet to hand over
          pages.pdf                   可检索的页面 the pages with what was read behind the picture
          review-event.json           日志中的审核事件 the event that recorded the review, byte for byte
          review-event.tlog-proof     该事件在日志中的证明 the proof that the event is in the log
          history/event-N.*           与该票据有关的全部事件及证明 all events that concern the slip, with their proofs: submission, input,
                                      page, review, correction, opinion, access, export, retention, receipt and others
          history/openings.json       事件中承诺值的明文 what the commitments in the events were made to
        log-key.txt                   日志公钥 the log's verifier key (name+keyid+base64)
        checkpoint.txt                签名的日志检查点 the signed checkpoint of the log
        check.sh                      以通用工具核验以下各项 checks what follows with common tools

        如何核验（无需本程序） How to check, without Slipway
        bash data/check.sh   （需 needs: bash, coreutils, xxd, jq, openssl 3）：逐项核验，最后一行为 sound 或 WRONG
        1. 文件完整 The files are whole:   sha256sum -c manifest-sha256.txt   (in the bag's folder)
        2. 编号 The ID: the SHA-256 of original.* is the name of its folder, unless the file held several slips.
        3. 审核结果 The review: the SHA-256 of review.json is “document” in review-event.json; the SHA-256 of page-N.png and of
           page-N-reading.json are “raster” and “layout” in the event of the type “page” that names the review's event.
        4. 日志 The log: the leaf hash of an event is SHA-256 of the byte 0 and the bytes of its file (RFC 6962).
           With the hashes of its .tlog-proof it gives the root in its checkpoint (C2SP tlog-proof, tlog-checkpoint).
        5. 承诺 Commitments: where an event has {"commitment":C}, openings.json has salt and value of the same event and field:
           C is the SHA-256 of “slipway.commitment.v1”, a line feed, the salt's 32 bytes, and the value's bytes as they stand there.
        6. 签名 The signature: Ed25519 over the checkpoint's text by the key of log-key.txt (C2SP signed-note). Compare the key,
           and the checkpoint, with ones that were kept or printed elsewhere: only that shows that nothing was altered since.

        """

    static let check = #"""
        #!/bin/bash
        # Checks a bag of ‘slipway export --bag’ with common tools: bash, coreutils, xxd, jq, openssl 3.
        cd "$(dirname "$0")" || exit 1
        work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
        wrong=0 events=0 values=0
        fail() { echo "WRONG $*"; wrong=$((wrong + 1)); }

        (cd .. && sha256sum --quiet -c manifest-sha256.txt) || fail manifest-sha256.txt

        (echo 302a300506032b6570032100 | xxd -r -p; cut -d+ -f3- log-key.txt | base64 -d | tail -c 32) >"$work/key"
        # The signature of a checkpoint; of the lines with signatures the one by the log's key counts.
        signed() {
          sed '/^$/,$d' "$1" >"$work/text"
          local id line; id=$(cut -d+ -f2 log-key.txt)
          while read -r line; do
            echo "$line" | base64 -d >"$work/line"
            [ "$(head -c 4 "$work/line" | xxd -p)" = "$id" ] || continue
            tail -c +5 "$work/line" >"$work/signature"
            openssl pkeyutl -verify -pubin -keyform DER -inkey "$work/key" -rawin -in "$work/text" \
              -sigfile "$work/signature" >/dev/null 2>&1 && return 0
          done < <(sed -n 's/^— [^ ]* //p' "$1")
          return 1
        }
        # The root that an event's leaf and its proof give.
        proven() {
          local hash index last side
          sed '1,/^$/d' "$2" >"$work/checkpoint"
          hash=$( (printf '\0'; cat "$1") | sha256sum | cut -c1-64)
          index=$(sed -n 's/^index //p' "$2"); last=$(($(sed -n 2p "$work/checkpoint") - 1))
          for side in $(sed '/^$/,$d' "$2" | grep -v '^c2sp\|^index\|^extra'); do
            side=$(echo "$side" | base64 -d | xxd -p -c 64)
            if [ $((index & 1)) = 1 ] || [ "$index" = "$last" ]; then
              hash=$(echo "01$side$hash" | xxd -r -p | sha256sum | cut -c1-64)
              while [ $((index & 1)) = 0 ] && [ "$index" != 0 ]; do index=$((index >> 1)); last=$((last >> 1)); done
            else
              hash=$(echo "01$hash$side" | xxd -r -p | sha256sum | cut -c1-64)
            fi
            index=$((index >> 1)); last=$((last >> 1))
          done
          [ "$index" = 0 ] && [ "$last" = 0 ] && [ "$(echo "$hash" | xxd -r -p | base64)" = "$(sed -n 3p "$work/checkpoint")" ]
        }

        signed checkpoint.txt || fail "checkpoint.txt: its signature is not by the key of log-key.txt"
        for event in */review-event.json */history/event-*.json; do
          proven "$event" "${event%.json}.tlog-proof" || fail "$event: the proof does not give the checkpoint's root"
          if ! cmp -s "$work/checkpoint" "$work/checked"; then
            signed "$work/checkpoint" && cp "$work/checkpoint" "$work/checked" || fail "$event: its checkpoint is not signed"
          fi
          events=$((events + 1))
        done
        for folder in */; do
          folder=${folder%/}
          [ "$(jq -r .body.slip "$folder/review-event.json")" = "$folder" ] || fail "$folder: the review's event is of another slip"
          [ "$(sha256sum <"$folder/review.json" | cut -c1-64)" = "$(jq -r .body.document "$folder/review-event.json")" ] ||
            fail "$folder/review.json: it is not what the event names"
          number=$(jq -r .sequence "$folder/review-event.json")
          for page in "$folder"/history/event-*.json; do
            [ "$(jq -r 'select(.type == "page") | .body.review' "$page")" = "$number" ] || continue
            n=$(jq -r .body.page.number "$page")
            [ "$(sha256sum <"$folder/page-$n.png" | cut -c1-64)" = "$(jq -r .body.page.raster "$page")" ] || fail "$folder/page-$n.png"
            [ "$(sha256sum <"$folder/page-$n-reading.json" | cut -c1-64)" = "$(jq -r .body.page.layout "$page")" ] ||
              fail "$folder/page-$n-reading.json"
          done
          while IFS=$'\t' read -r event field salt value; do
            digest=$( (printf 'slipway.commitment.v1\n'; echo "$salt" | xxd -r -p; echo "$value" | base64 -d) | sha256sum | cut -c1-64)
            [ "$digest" = "$(jq -r --arg f "$field" '.body[$f].commitment' "$folder/history/event-$event.json")" ] ||
              fail "$folder: ‘$field’ of event $event is not what the event commits to"
            values=$((values + 1))
          done < <(jq -r '.[] | [.event, .field, .salt, (.value | @base64)] | @tsv' "$folder/history/openings.json")
        done
        echo "$events events, $values committed values"
        [ "$wrong" = 0 ] && echo sound || { echo "WRONG: $wrong"; exit 1; }

        """#
}
