;; examples/scheme/queens.scm -- every way to put n queens on a board so that none attacks another

;; A board is the list of the columns chosen so far, the latest row first.
(define (safe? column board)
  (let check ((others board) (distance 1))
    (or (null? others)
        (and (not (= (car others) column))
             (not (= (abs (- (car others) column)) distance))
             (check (cdr others) (+ distance 1))))))

(define (queens n)
  (let place ((row 0) (board '()))
    (if (= row n)
        (list board)
        (apply append
               (map (lambda (column)
                      (if (safe? column board) (place (+ row 1) (cons column board)) '()))
                    (iota n))))))

(define (draw board)
  (for-each
   (lambda (column)
     (for-each (lambda (c) (display (if (= c column) " Q" " ."))) (iota (length board)))
     (newline))
   board))

(write (queens 4)) (newline)
(write (map (lambda (n) (length (queens n))) '(1 2 3 4 5 6))) (newline)
(draw (car (queens 6)))
